import { graphql } from '../gql'

/** The meals of a day by plesso, class and diet: no names. */
export const CONTEGGI = graphql(`
  query Conteggi($giorno: Giorno!) {
    conteggi(giorno: $giorno) {
      ...Conteggio
    }
  }
  fragment Conteggio on ConteggioGiorno {
    giorno
    chiuso
    aggiornato
    totale
    righe {
      ...Riga
    }
  }
  fragment Riga on RigaConteggio {
    plesso {
      id
      nome
      scuola
    }
    classe {
      id
      nome
    }
    pastoBase
    pastoBianco
    assenti
    diete {
      codice
      descrizione
      pasti
    }
  }
`)

export const CONTEGGI_CAMBIATI = graphql(`
  subscription ConteggiCambiati($giorno: Giorno!) {
    conteggiCambiati(giorno: $giorno) {
      ...Conteggio
    }
  }
`)
