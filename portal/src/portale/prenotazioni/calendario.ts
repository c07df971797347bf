import { graphql } from '../gql'

/** The days of a child on a service, each with what may be chosen now. */
export const CALENDARIO = graphql(`
  query Calendario($iscrizione: ID!, $dal: Giorno!, $al: Giorno!) {
    calendario(iscrizione: $iscrizione, dal: $dal, al: $al) {
      finestraFino
      offrePastoBianco
      regolamento
      giorni {
        ...Giorno
      }
    }
  }
  fragment Giorno on GiornoCalendario {
    giorno
    servizio
    motivoChiusura
    scelta
    scelte {
      scelta
      permessa
      perche
    }
    modificabileFino
    perche
    versione
    prezzo
    aggiornataIl
    aggiornataDa
  }
`)

export const CALENDARIO_CAMBIATO = graphql(`
  subscription CalendarioCambiato($iscrizione: ID!) {
    calendarioCambiato(iscrizione: $iscrizione) {
      ...Giorno
    }
  }
`)

export const PRENOTA = graphql(`
  mutation Prenota($iscrizione: ID!, $giorno: Giorno!, $scelta: Scelta!, $versione: Int) {
    prenota(iscrizione: $iscrizione, giorno: $giorno, scelta: $scelta, versione: $versione) {
      ...Giorno
    }
  }
`)
