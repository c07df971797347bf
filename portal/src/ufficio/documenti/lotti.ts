import { graphql } from '../gql'

export const LOTTO = graphql(`
  fragment Lotto on LottoDocumenti {
    id
    tipo
    stato
    fermo
    totale
    fatti
    senza
    parti
    chiestoDa
    chiestoIl
  }
`)

export const DOCUMENTI_EMISSIONE = graphql(`
  query DocumentiEmissione($emissione: ID!) {
    documentiEmissione(emissione: $emissione) {
      ...Lotto
    }
  }
`)

export const PREPARA_RETTE = graphql(`
  mutation PreparaRette($emissione: ID!) {
    preparaRette(emissione: $emissione) {
      id
    }
  }
`)

export const PREPARA_AVVISI = graphql(`
  mutation PreparaAvvisi($emissione: ID!) {
    preparaAvvisi(emissione: $emissione) {
      id
    }
  }
`)

export const DOCUMENTI_SOLLECITI = graphql(`
  query DocumentiSolleciti($invio: ID!) {
    documentiSolleciti(invio: $invio) {
      ...Lotto
    }
  }
`)

export const PREPARA_LETTERE = graphql(`
  mutation PreparaLettere($invio: ID!) {
    preparaLettere(invio: $invio) {
      id
    }
  }
`)

export const DOCUMENTI_ATTESTAZIONI = graphql(`
  query DocumentiAttestazioni($anno: Int!) {
    documentiAttestazioni(anno: $anno) {
      ...Lotto
    }
  }
`)

export const PREPARA_ATTESTAZIONI = graphql(`
  mutation PreparaAttestazioni($anno: Int!) {
    preparaAttestazioni(anno: $anno) {
      id
    }
  }
`)

/** Where the papers of a lot are, part by part. */
export function zipDelLotto(id: string, parte: number): string {
  return `/api/pagamenti/documenti/${encodeURIComponent(id)}-${parte}.zip`
}
