import { graphql } from '../gql'
import type { RataScadutaFragment, StatoPiano } from '../gql/graphql'

export const RATE_SCADUTE = graphql(`
  query RateScadute($servizio: Servizio!, $first: Int!, $after: String) {
    rateScadute(servizio: $servizio, first: $first, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          ...RataScaduta
        }
      }
    }
  }
  fragment RataScaduta on RataScaduta {
    id
    retta
    famiglia
    debitore
    servizio
    descrizione
    numero
    scadenza
    residuo
    daPagare
    penale
    spese
    sollecitoDovuto
    bloccaIscrizioni
    riscossioneCoattiva
    affidata
    daVerificare
    spiegazione {
      testo
      articolo
      dopo
    }
    solleciti {
      ...Sollecito
    }
  }
  fragment Sollecito on Sollecito {
    id
    rata
    titolo
    inviato
    termine
    ricevuto
    penale
    spese
    dovuto
    annullatoPer
  }
`)

export const INVII = graphql(`
  query InviiSolleciti {
    inviiSolleciti {
      ...InvioSolleciti
    }
  }
  fragment InvioSolleciti on InvioSolleciti {
    id
    servizio
    giorno
    stato
    fermo
    rate
    fatte
    inviati
    daVerificare
    chiestoDa
    chiestoIl
  }
`)

export const AFFIDAMENTI = graphql(`
  query Affidamenti {
    affidamenti {
      ...Affidamento
    }
  }
  fragment Affidamento on Affidamento {
    id
    famiglia
    debitore
    codiceFiscale
    servizio
    descrizione
    numero
    scadenza
    importo
    daPagare
    motivo
    affidatoDa
    affidatoIl
  }
`)

export const MOROSITA_FAMIGLIA = graphql(`
  query MorositaFamiglia($famiglia: ID!) {
    bloccoIscrizioni(famiglia: $famiglia)
    rateScaduteFamiglia(famiglia: $famiglia) {
      ...RataScaduta
    }
    sollecitiFamiglia(famiglia: $famiglia) {
      ...Sollecito
    }
    pianiFamiglia(famiglia: $famiglia) {
      ...Piano
    }
    derogheFamiglia(famiglia: $famiglia) {
      ...Deroga
    }
  }
  fragment Piano on Piano {
    id
    retta
    firmatoIl
    scadenze
    stato
    motivo
    concessoDa
    concessoIl
  }
  fragment Deroga on Deroga {
    id
    finoAl
    motivo
    concessaDa
    concessaIl
    revocataPer
  }
`)

export const STATI_PIANO: Record<StatoPiano, { readonly nome: string; readonly colore: string }> = {
  ATTIVO: { nome: 'Attivo', colore: 'success' },
  DECADUTO: { nome: 'Decaduto', colore: 'danger' },
  ANNULLATO: { nome: 'Annullato', colore: 'secondary' },
}

/** What follows from an overdue instalment today, in a few words each. */
export function conseguenze(rata: RataScadutaFragment): readonly string[] {
  return [
    ...(rata.sollecitoDovuto ? [`Da inviare: ${rata.sollecitoDovuto}`] : []),
    ...(rata.bloccaIscrizioni ? ['Blocca le iscrizioni'] : []),
    ...(rata.affidata ? ['In riscossione coattiva'] : rata.riscossioneCoattiva ? ['Da affidare alla riscossione'] : []),
    ...(rata.daVerificare ? [rata.daVerificare] : []),
  ]
}

/** Where the list for whoever collects is, as a file. */
export function fileDellaRiscossione(formato: 'csv' | 'xlsx'): string {
  return `/api/pagamenti/affidamenti/riscossione-coattiva.${formato}`
}
