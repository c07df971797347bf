import { graphql } from '../../gql'
import type { SimulazioneFragment } from '../../gql/graphql'

export const AVVIA = graphql(`
  mutation AvviaSimulazione($dati: SimulazioneInput!) {
    avviaSimulazione(dati: $dati)
  }
`)

export const ANNULLA = graphql(`
  mutation AnnullaSimulazione($id: ID!) {
    annullaSimulazione(id: $id)
  }
`)

export const SIMULAZIONE = graphql(`
  query Simulazione($id: ID!) {
    simulazione(id: $id) {
      ...Simulazione
      riepilogo {
        ...Riepilogo
      }
    }
  }
  fragment Simulazione on Simulazione {
    id
    dal
    al
    digest
    stato
    totale
    fatte
    chiestaDa
    chiestaIl
    finitaIl
  }
  fragment Riepilogo on Riepilogo {
    pasti
    bambini
    totaleVecchio
    totaleNuovo
    senzaDati
    fasce {
      fascia
      bambini
      paganoMeno
      paganoPiu
      invariati
      totaleVecchio
      totaleNuovo
    }
    distribuzione {
      cambiamento
      bambini
    }
    maggiori {
      iscrizione
      fasciaIsee
      pasti
      vecchio
      nuovo
    }
    errori {
      codice
      testo
      pasti
    }
  }
`)

export const SIMULAZIONI = graphql(`
  query Simulazioni {
    simulazioni {
      ...Simulazione
    }
  }
`)

/** The children of the largest changes, by name. */
export const NOMI = graphql(`
  query NomiIscrizioni($iscrizioni: [Int!]!) {
    iscrizione(filters: { id: { is_in: $iscrizioni } }, pagination: { offset: { limit: 50, offset: 0 } }) {
      nodes {
        id
        alunno {
          nome
          cognome
        }
      }
    }
  }
`)

const STATI: Record<SimulazioneFragment['stato'], string> = {
  IN_CORSO: 'in corso',
  FINITA: 'finita',
  ANNULLATA: 'annullata',
}

export function scriviStato(stato: SimulazioneFragment['stato']): string {
  return STATI[stato]
}
