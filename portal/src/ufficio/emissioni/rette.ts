import { resto, type Importo } from '../../kit/denaro/importo'
import { graphql } from '../gql'
import type { RettaFragment, StatoRetta } from '../gql/graphql'

export const RETTE_EMISSIONE = graphql(`
  query RetteEmissione($id: ID!, $first: Int!, $after: String) {
    retteEmissione(id: $id, first: $first, after: $after) {
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
    famiglia
    servizio
    descrizione
    importo
    pagato
    stato
    motivo
    righe {
      id
      descrizione
      importo
    }
    rate {
      id
      numero
      importo
      pagato
      scadenza
      scaduta
      avviso {
        id
        numero
      }
    }
  }
`)

/** What an office does with one bill. */
export interface Azione {
  readonly tipo: 'escludi' | 'correggi' | 'annulla' | 'incassa'
  readonly retta: RettaFragment
}

export const STATI_RETTA: Record<StatoRetta, { readonly nome: string; readonly colore: string }> = {
  BOZZA: { nome: 'Da emettere', colore: 'warning' },
  ESCLUSA: { nome: 'Esclusa', colore: 'secondary' },
  EMESSA: { nome: 'Emessa', colore: 'success' },
  ANNULLATA: { nome: 'Annullata', colore: 'secondary' },
}

/** What can be done with a bill as it stands: one of which something was paid is not cancelled. */
export function azioniPossibili(retta: RettaFragment): readonly Azione['tipo'][] {
  if (retta.stato === 'BOZZA') return ['escludi']
  if (retta.stato !== 'EMESSA') return []
  return [
    ...(rataDaIncassare(retta) ? (['incassa'] as const) : []),
    'correggi',
    ...(retta.pagato === 0 ? (['annulla'] as const) : []),
  ]
}

/** The first instalment of which something is left, and how much. */
export function rataDaIncassare(retta: RettaFragment): { readonly id: string; readonly residuo: Importo } | null {
  const rata = retta.rate.find(({ importo, pagato }) => pagato < importo)
  return rata ? { id: rata.id, residuo: resto(rata.importo, rata.pagato) } : null
}
