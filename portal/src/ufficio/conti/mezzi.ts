import type { Mezzo } from '../gql/graphql'

export const MEZZI: Record<Mezzo, string> = {
  CONTANTI: 'Contanti (non vale per la detrazione)',
  CARTA: 'Carta, allo sportello',
  BONIFICO: 'Bonifico',
  PAGOPA: 'pagoPA',
  CREDITO: 'Credito del conto',
}

/** What an office may register: the others register themselves. */
export const MEZZI_ALLO_SPORTELLO: readonly Mezzo[] = ['CONTANTI', 'CARTA', 'BONIFICO']
