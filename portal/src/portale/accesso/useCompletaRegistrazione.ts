import { useNavigate } from 'react-router'
import { api } from '../api'
import { graphql } from '../gql'
import { useSession } from '../sessione'

const COMPLETA_REGISTRAZIONE = graphql(`
  mutation CompletaRegistrazione($codice: String!, $password: String!) {
    completaRegistrazione(codice: $codice, password: $password) {
      ...Io
    }
  }
`)

/** Ends a registration with the code that came by e-mail and the password chosen at its start. */
export function useCompletaRegistrazione(): (codice: string, password: string) => Promise<void> {
  const { setIo } = useSession()
  const navigate = useNavigate()
  return async (codice, password) => {
    const { completaRegistrazione } = await api.execute(COMPLETA_REGISTRAZIONE, { codice, password })
    setIo(completaRegistrazione)
    navigate('/utenti', { replace: true })
  }
}
