import type { Giorno } from '../../kit/tempo/giorno'
import { graphql } from '../gql'
import type { Voce } from '../gql/graphql'

export const CAPITOLI_DEL_PERIODO = graphql(`
  query RiepilogoCapitoli($dal: Giorno!, $al: Giorno!) {
    riepilogoCapitoli(dal: $dal, al: $al) {
      capitolo
      servizio
      voce
      mezzo
      importo
      uscita
    }
  }
`)

export const CAPITOLI = graphql(`
  query Capitoli {
    capitoli {
      ...Capitolo
    }
  }
  fragment Capitolo on Capitolo {
    servizio
    voce
    codice
  }
`)

export const VOCI: Record<Voce, string> = {
  SERVIZIO: 'Servizio',
  PENALI: 'Penali e spese di sollecito',
  RIMBORSI: 'Rimborsi alle famiglie (spesa)',
}

/** Where what came in and went out by chapter is as a file. */
export function fileDeiCapitoli(dal: Giorno, al: Giorno, formato: 'csv' | 'xlsx'): string {
  return `/api/pagamenti/capitoli/${dal}-${al}.${formato}`
}
