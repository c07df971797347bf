/** Digits of a whole number with a dot between the thousands: 1234 → "1.234". */
function migliaia(cifre: string): string {
  return cifre.replace(/\B(?=(\d{3})+$)/g, '.')
}

/**
 * A whole number of parts of a unit (cents of a euro, hundredths of a percent), written with the
 * decimal comma. The digits are cut, never divided: no float comes near an amount.
 */
export function scriviDecimale(parti: number, decimali: number, decimaliMinimi: number): string {
  if (!Number.isSafeInteger(parti)) throw new RangeError(`numero di parti non intero: ${parti}`)
  const segno = parti < 0 ? '−' : ''
  const cifre = String(Math.abs(parti)).padStart(decimali + 1, '0')
  const interi = migliaia(decimali === 0 ? cifre : cifre.slice(0, -decimali))
  let frazione = decimali === 0 ? '' : cifre.slice(-decimali)
  while (frazione.length > decimaliMinimi && frazione.endsWith('0')) frazione = frazione.slice(0, -1)
  return frazione === '' ? `${segno}${interi}` : `${segno}${interi},${frazione}`
}

/** What somebody typed: a number of parts, or why it is none. */
export type Letto = { readonly parti: number } | { readonly errore: 'forma' | 'decimali' }

const FORMA = /^([-−+]?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d*))?$/

/**
 * "5,50 €", "1.234,5", "12,5 %" → whole parts of the unit, by moving digits. A dot only separates
 * thousands: "5.50" is refused, since it could be taken for either.
 */
export function leggiDecimale(testo: string, decimali: number): Letto {
  const [, segno = '', interi, frazione = ''] = FORMA.exec(testo.replace(/[\s€%]/g, '')) ?? []
  if (interi === undefined) return { errore: 'forma' }
  const cifre = frazione.replace(/0+$/, '')
  if (cifre.length > decimali) return { errore: 'decimali' }
  const parti = Number(interi.replaceAll('.', '') + cifre.padEnd(decimali, '0'))
  if (!Number.isSafeInteger(parti)) return { errore: 'forma' }
  return { parti: segno === '' || segno === '+' || parti === 0 ? parti : -parti }
}
