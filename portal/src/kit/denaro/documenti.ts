import type { Giorno } from '../tempo/giorno'

/** Where the printed form of a notice is. */
export function pdfDellAvviso(id: string): string {
  return `/api/pagamenti/avvisi/${encodeURIComponent(id)}/pdf`
}

/** Where the receipt of a payment by pagoPA is. */
export function pdfDellaRicevuta(incasso: string): string {
  return `/api/pagamenti/incassi/${encodeURIComponent(incasso)}/ricevuta`
}

/** Where the printed form of a bill is. */
export function pdfDellaRetta(id: string): string {
  return `/api/pagamenti/rette/${encodeURIComponent(id)}/pdf`
}

/** An account of a service; of the own family, or of the one that an office names. */
export interface ContoStampato {
  readonly servizio: 'REFEZIONE' | 'TRASPORTO'
  readonly conto: 'ELETTRONICO' | 'RETTE'
  readonly famiglia?: string
}

/** Where the statement of an account is. */
export function pdfDellEstratto({ servizio, conto, famiglia }: ContoStampato, dal: Giorno, al: Giorno): string {
  const file = `${servizio}-${conto}`.toLowerCase()
  const diChi = famiglia === undefined ? '' : `?famiglia=${encodeURIComponent(famiglia)}`
  return `/api/pagamenti/estratti/${file}-${dal}-${al}.pdf${diChi}`
}

/** Where the printed form of a reminder is. */
export function pdfDelSollecito(id: string): string {
  return `/api/pagamenti/solleciti/${encodeURIComponent(id)}/pdf`
}

/** Where the certificate of what was paid for a child in a year is. */
export function pdfDellAttestazione(alunno: string, anno: number): string {
  return `/api/pagamenti/attestazioni/${encodeURIComponent(alunno)}-${anno}.pdf`
}
