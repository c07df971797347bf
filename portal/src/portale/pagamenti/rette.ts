import { resto, type Importo } from '../../kit/denaro/importo'
import { graphql } from '../gql'
import type { RataFragment, RettaFragment } from '../gql/graphql'

/** Those of which something is left to pay; what a family pays at once is fewer than this. */
export const RETTE_DA_PAGARE = graphql(`
  query RetteDaPagare {
    retteDaPagare(first: 100) {
      pageInfo {
        hasNextPage
      }
      edges {
        node {
          ...Retta
        }
      }
    }
  }
`)

export const RETTE = graphql(`
  query Rette($first: Int!, $after: String) {
    rette(first: $first, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          ...Retta
        }
      }
    }
  }
  fragment Retta on Retta {
    id
    servizio
    descrizione
    importo
    pagato
    stato
    motivo
    emessaIl
    rate {
      ...Rata
    }
  }
  fragment Rata on Rata {
    id
    numero
    importo
    pagato
    scadenza
    scaduta
    avviso {
      id
      numero
      iuv
    }
  }
`)

/** How a bill stands for who pays it. */
export type Situazione = 'annullata' | 'nulla dovuto' | 'pagata' | 'scaduta' | 'in parte' | 'da pagare'

export function situazioneRetta(retta: RettaFragment): Situazione {
  if (retta.stato === 'ANNULLATA') return 'annullata'
  // An exempt family gets a bill of nothing: nobody paid it.
  if (retta.importo <= 0) return 'nulla dovuto'
  if (daPagare(retta) === 0) return 'pagata'
  if (retta.rate.some(({ scaduta }) => scaduta)) return 'scaduta'
  return retta.pagato > 0 ? 'in parte' : 'da pagare'
}

export function situazioneRata(rata: RataFragment): Situazione {
  if (rata.pagato >= rata.importo) return 'pagata'
  if (rata.scaduta) return 'scaduta'
  return rata.pagato > 0 ? 'in parte' : 'da pagare'
}

/** What is left to pay of a bill: nothing of one that was cancelled. */
export function daPagare(retta: RettaFragment): Importo {
  if (retta.stato === 'ANNULLATA' || retta.pagato >= retta.importo) return 0 as Importo
  return resto(retta.importo, retta.pagato)
}

/** The first instalment that is not paid in full: its due date is the next one. */
export function prossimaRata(retta: RettaFragment): RataFragment | null {
  if (retta.stato === 'ANNULLATA') return null
  return retta.rate.find(({ importo, pagato }) => pagato < importo) ?? null
}
