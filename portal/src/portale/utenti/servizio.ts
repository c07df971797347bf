import type { Servizio } from '../gql/graphql'

interface Parole {
  readonly nome: string
  /** What the card calls the price of one meal or one ride. */
  readonly importoUnitario: string
}

const SERVIZI: Record<Servizio, Parole> = {
  REFEZIONE: { nome: 'Refezione scolastica', importoUnitario: 'Importo pasto' },
  TRASPORTO: { nome: 'Trasporto scolastico', importoUnitario: 'Importo corsa' },
}

export function paroleDelServizio(servizio: Servizio): Parole {
  return SERVIZI[servizio]
}
