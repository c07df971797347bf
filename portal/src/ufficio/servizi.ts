import type { Servizio } from './gql/graphql'

const SERVIZI: Record<Servizio, string> = {
  REFEZIONE: 'Refezione scolastica',
  TRASPORTO: 'Trasporto scolastico',
}

export const TUTTI_I_SERVIZI = Object.keys(SERVIZI) as readonly Servizio[]

export function nomeServizio(servizio: Servizio): string {
  return SERVIZI[servizio]
}
