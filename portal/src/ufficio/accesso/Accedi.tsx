import { Navigate } from 'react-router'
import { LoginForm } from '../../kit/page/LoginForm'
import { Page } from '../../kit/page/Page'
import { useReturnTo } from '../../kit/page/useReturnTo'
import { api } from '../api'
import { graphql } from '../gql'
import { useSession } from '../sessione'

const ACCEDI = graphql(`
  mutation Accedi($utente: String!, $password: String!) {
    accedi(utente: $utente, password: $password) {
      ...IoUfficio
    }
  }
`)

export function Accedi() {
  const { io, expired, setIo } = useSession()
  const returnTo = useReturnTo('/')
  if (io) return <Navigate to={returnTo} replace />
  return (
    <Page title="Accesso per gli uffici">
      <LoginForm
        expired={expired}
        onLogIn={async (utente, password) => {
          const { accedi } = await api.execute(ACCEDI, { utente, password })
          setIo(accedi)
        }}
      />
      <p className="mt-4">
        <a href="/recupero-password">Password dimenticata?</a>
      </p>
    </Page>
  )
}
