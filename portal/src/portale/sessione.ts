import { createSession } from '../kit/session/createSession'
import { api, sessionEnd } from './api'
import { graphql } from './gql'
import type { IoFragment } from './gql/graphql'

const SESSIONE = graphql(`
  query Sessione {
    comune {
      nome
      logo
      colorePrimario
      contatti {
        email
        telefono
        indirizzo
        pec
      }
      collegamenti {
        accessibilita
        privacy
      }
      moduli
      sviluppo
      postaLocale
    }
    io {
      ...Io
    }
  }
  fragment Io on Io {
    id
    nome
    cognome
    codiceFiscale
    codicePersona
    email
    emailConfermata
    telefono
    indirizzo
    tutore
    deleghe {
      id
      nome
      cognome
      codiceFiscale
      dal
      attiva
    }
  }
`)

export const { SessionProvider, useSession, useIo } = createSession<IoFragment>(api, SESSIONE, sessionEnd)
