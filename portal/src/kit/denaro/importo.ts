import { scriviDecimale } from './decimale'

/** An amount in whole cents of a euro. */
export type Importo = number & { readonly __tipo: 'Importo' }

/** A whole number of parts of a euro. The no-break space keeps the sign of the euro beside its amount. */
export function scriviEuro(parti: number, decimali: number, decimaliMinimi: number): string {
  return `${scriviDecimale(parti, decimali, decimaliMinimi)}\u00a0€`
}

/** 123456 cents → "1.234,56 €". */
export function scriviImporto(importo: Importo): string {
  return scriviEuro(importo, 2, 2)
}

/** A change of an amount, with its sign: "+12,00 €", "−3,50 €", "0,00 €". */
export function scriviDifferenza(differenza: number): string {
  return `${differenza > 0 ? '+' : ''}${scriviEuro(differenza, 2, 2)}`
}

/** Whole cents stay whole: adding and taking away are the only arithmetic that pages do with money. */
export function somma(importi: readonly Importo[]): Importo {
  return importi.reduce<number>((totale, importo) => totale + importo, 0) as Importo
}

/** What is left of `intero` once `parte` is taken away. */
export function resto(intero: Importo, parte: Importo): Importo {
  return (intero - parte) as Importo
}
