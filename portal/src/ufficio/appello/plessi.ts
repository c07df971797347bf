import { graphql } from '../gql'

export const PLESSI = graphql(`
  query Plessi {
    plessi {
      id
      nome
      scuola
    }
  }
`)

export const CLASSI = graphql(`
  query Classi($plesso: ID!) {
    classi(plesso: $plesso) {
      id
      nome
    }
  }
`)
