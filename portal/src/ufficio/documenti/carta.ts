import { upload } from '../../kit/graphql/upload'
import { sessionEnd } from '../api'
import { graphql } from '../gql'

export const CARTA = graphql(`
  query CartaIntestata {
    cartaIntestata {
      ...Carta
    }
  }
  fragment Carta on CartaIntestata {
    ufficio
    nota
    cbill
    contoPostale {
      numero
      intestatoA
      autorizzazione
    }
    logo
    versione
  }
`)

export const IMPOSTA_CARTA = graphql(`
  mutation ImpostaCarta($dati: CartaIntestataInput!) {
    impostaCartaIntestata(dati: $dati) {
      ...Carta
    }
  }
`)

export const TOGLI_STEMMA = graphql(`
  mutation TogliStemma {
    togliStemma {
      ...Carta
    }
  }
`)

/** Where a bill of nobody's is, to see how papers look. */
export const FAC_SIMILE = '/api/pagamenti/carta/fac-simile'

/** Puts a coat of arms on the papers of the comune. */
export function caricaStemma(file: File): Promise<{ versione: number }> {
  return upload('/api/pagamenti/carta/stemma', file, [200], () => sessionEnd.happened())
}
