import { scriviEuro } from './importo'

/** A unit price in ten-thousandths of a euro: regulations have meals at 1,055 €. */
export type PrezzoUnitario = number & { readonly __tipo: 'PrezzoUnitario' }

/** 10550 → "1,055 €"; 48000 → "4,80 €": at least two decimals, no idle zeros after them. */
export function scriviPrezzo(prezzo: PrezzoUnitario): string {
  return scriviEuro(prezzo, 4, 2)
}
