import { createSession } from '../kit/session/createSession'
import { api, sessionEnd } from './api'
import { graphql } from './gql'
import type { IoUfficioFragment } from './gql/graphql'

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
      ...IoUfficio
    }
  }
  fragment IoUfficio on Io {
    id
    nome
    cognome
    permessi
  }
`)

export const { SessionProvider, useSession, useIo } = createSession<IoUfficioFragment>(api, SESSIONE, sessionEnd)
