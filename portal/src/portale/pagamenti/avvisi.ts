import { graphql } from '../gql'

/** The top-ups that the family asked for and did not pay. */
export const RICARICHE_DA_PAGARE = graphql(`
  query RicaricheDaPagare {
    ricaricheDaPagare {
      ...Avviso
    }
  }
  fragment Avviso on Avviso {
    id
    numero
    servizio
    causale
    importo
    scadenza
    stato
    rata
  }
`)

/** One of them, while its receipt is awaited. */
export const AVVISO = graphql(`
  query AvvisoPagato($id: ID!) {
    avviso(id: $id) {
      ...Avviso
    }
  }
`)

export const CHIEDI_RICARICA = graphql(`
  mutation ChiediRicarica($servizio: Servizio!, $importo: Importo!) {
    chiediRicarica(servizio: $servizio, importo: $importo) {
      ...Avviso
    }
  }
`)

export const AVVISA_RATA = graphql(`
  mutation AvvisaRata($rata: ID!) {
    avvisaRata(rata: $rata) {
      ...Avviso
    }
  }
`)

export const PAGA_ONLINE = graphql(`
  mutation PagaOnline($avvisi: [ID!]!) {
    pagaOnline(avvisi: $avvisi)
  }
`)
