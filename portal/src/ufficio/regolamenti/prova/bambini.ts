import { graphql } from '../../gql'

/** Children on the meal service whose surname begins so. */
export const CERCA_BAMBINI = graphql(`
  query CercaBambini($cognome: String!) {
    alunno(
      filters: { cognome: { starts_with: $cognome } }
      orderBy: { cognome: ASC }
      pagination: { offset: { limit: 20, offset: 0 } }
    ) {
      nodes {
        id
        nome
        cognome
        iscrizione(filters: { servizio: { eq: "refezione" } }, orderBy: { anno: DESC }) {
          nodes {
            id
            anno
            classe {
              nome
            }
          }
        }
      }
    }
  }
`)
