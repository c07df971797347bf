import { graphql } from '../gql'
import type { StatoEmissione } from '../gql/graphql'

export const EMISSIONI = graphql(`
  query Emissioni {
    emissioni {
      ...Emissione
    }
  }
  fragment Emissione on Emissione {
    id
    servizio
    anno
    descrizione
    dal
    al
    conQuota
    scadenze
    stato
    ferma
    famiglie
    fatte
    rette
    importo
    anomalie
    chiestaDa
    chiestaIl
    confermataDa
    confermataIl
  }
`)

export const EMISSIONE = graphql(`
  query Emissione($id: ID!) {
    emissione(id: $id) {
      ...Emissione
    }
  }
`)

export const RIPRENDI_EMISSIONE = graphql(`
  mutation RiprendiEmissione($id: ID!) {
    riprendiEmissione(id: $id)
  }
`)

const PAROLE: Record<StatoEmissione, { readonly nome: string; readonly colore: string }> = {
  IN_PREPARAZIONE: { nome: 'In preparazione', colore: 'primary' },
  IN_ANTEPRIMA: { nome: 'Da confermare', colore: 'warning' },
  IN_CONFERMA: { nome: 'In conferma', colore: 'primary' },
  EMESSA: { nome: 'Emessa', colore: 'success' },
  SCARTATA: { nome: 'Scartata', colore: 'secondary' },
}

export function paroleDelloStato(stato: StatoEmissione) {
  return PAROLE[stato]
}

/** Whether the program is at work on it, and the page should look again by itself. */
export function alLavoro(stato: StatoEmissione): boolean {
  return stato === 'IN_PREPARAZIONE' || stato === 'IN_CONFERMA'
}
