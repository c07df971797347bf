import { graphql } from '../gql'
import type { Anomalia, StatoRigaFlusso } from '../gql/graphql'

export const RICEVUTE = graphql(`
  query RicevutePagopa($stato: StatoRicevuta, $first: Int!, $after: String) {
    ricevutePagopa(stato: $stato, first: $first, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          ...Ricevuta
        }
      }
    }
  }
  fragment Ricevuta on Ricevuta {
    id
    ricevuta
    numero
    importo
    giorno
    prestatore
    stato
    anomalia
    arrivataIl
    motivo
    risoltaDa
  }
`)

export const NON_RENDICONTATE = graphql(`
  query RicevuteNonRendicontate($first: Int!, $after: String) {
    ricevuteNonRendicontate(first: $first, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          ...Ricevuta
        }
      }
    }
  }
`)

export const FLUSSI = graphql(`
  query FlussiPagopa($first: Int!, $after: String) {
    flussiPagopa(first: $first, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          ...Flusso
        }
      }
    }
  }
  fragment Flusso on Flusso {
    id
    flusso
    regolamento
    dataRegolamento
    mittente
    importo
    quanti
    quadra
    daChiarire
    provvisorio
    riscontratoDa
    riscontratoIl
  }
`)

/** Why a payment did not pay its notice, as a clerk says it. */
export const ANOMALIE: Record<Anomalia, string> = {
  GIA_PAGATO: 'L’avviso era già pagato: qualcuno ha pagato due volte',
  IMPORTO_DIVERSO: 'L’importo pagato non è quello dovuto',
  AVVISO_CHIUSO: 'L’avviso era annullato o scaduto',
  AVVISO_SCONOSCIUTO: 'Nessun avviso di questo comune ha quel numero',
  NON_REGISTRABILE: 'Il pagamento non si può registrare sul conto della famiglia',
}

export const STATI_RIGA: Record<StatoRigaFlusso, string> = {
  ABBINATA: 'Ricevuta arrivata',
  SENZA_RICEVUTA: 'Ricevuta non ancora arrivata: viene richiesta ogni mattina',
  IMPORTO_DIVERSO: 'La ricevuta ha un altro importo',
  REVOCATA: 'Denaro reso a chi aveva pagato',
}
