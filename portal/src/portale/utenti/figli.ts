import { graphql } from '../gql'

/** The children of who is logged in, each with the services of the manual's card. */
export const FIGLI = graphql(`
  query Figli {
    figli {
      ...Alunno
    }
  }
  fragment Alunno on Alunno {
    id
    nome
    cognome
    codiceFiscale
    dataNascita
    luogoNascita
    sesso
    indirizzo
    residente
    iscrizioni {
      ...Iscrizione
    }
  }
  fragment Iscrizione on Iscrizione {
    id
    servizio
    anno
    tessera
    scuola
    plesso
    classe
    fascia
    importoQuota
    importoUnitario
    articolo
    stato
    dal
    al
    prenotabile
  }
`)
