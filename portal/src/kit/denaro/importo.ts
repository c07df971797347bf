/** An amount in whole cents of a euro. */
export type Importo = number & { readonly __tipo: 'Importo' }

/** Digits of a whole number with a dot between the thousands: 1234 → "1.234". */
function migliaia(cifre: string): string {
  return cifre.replace(/\B(?=(\d{3})+$)/g, '.')
}

/**
 * A whole number of parts of a euro, written with the decimal comma. The digits are cut, never
 * divided: no float comes near an amount.
 */
export function scriviEuro(parti: number, decimali: number, decimaliMinimi: number): string {
  if (!Number.isSafeInteger(parti)) throw new RangeError(`importo non intero: ${parti}`)
  const cifre = String(Math.abs(parti)).padStart(decimali + 1, '0')
  const interi = migliaia(cifre.slice(0, -decimali))
  let frazione = cifre.slice(-decimali)
  while (frazione.length > decimaliMinimi && frazione.endsWith('0')) frazione = frazione.slice(0, -1)
  // The no-break space keeps the sign of the euro beside its amount.
  return `${parti < 0 ? '−' : ''}${interi},${frazione}\u00a0€`
}

/** 123456 cents → "1.234,56 €". */
export function scriviImporto(importo: Importo): string {
  return scriviEuro(importo, 2, 2)
}
