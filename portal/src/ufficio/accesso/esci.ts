import { graphql } from '../gql'

export const ESCI = graphql(`
  mutation Esci {
    esci
  }
`)
