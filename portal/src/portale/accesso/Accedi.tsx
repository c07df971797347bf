import { Link, Navigate } from 'react-router'
import { LoginForm } from '../../kit/page/LoginForm'
import { Page } from '../../kit/page/Page'
import { useReturnTo } from '../../kit/page/useReturnTo'
import { api } from '../api'
import { graphql } from '../gql'
import { useSession } from '../sessione'

const ACCEDI = graphql(`
  mutation Accedi($utente: String!, $password: String!) {
    accedi(utente: $utente, password: $password) {
      ...Io
    }
  }
`)

export function Accedi() {
  const { io, expired, setIo } = useSession()
  const returnTo = useReturnTo('/utenti')
  if (io) return <Navigate to={returnTo} replace />
  return (
    <Page title="Accedi all’area personale">
      <LoginForm
        expired={expired}
        onLogIn={async (utente, password) => {
          const { accedi } = await api.execute(ACCEDI, { utente, password })
          setIo(accedi)
        }}
      />
      <ul className="plain-links">
        <li>
          <Link to="/recupero-password">Password dimenticata?</Link>
        </li>
        <li>
          È il primo accesso? <Link to="/registrati">Registrati</Link>
        </li>
      </ul>
    </Page>
  )
}
