import { useNavigate } from 'react-router'
import { Page } from '../../kit/page/Page'
import { api } from '../api'
import { graphql } from '../gql'
import { useSession } from '../sessione'
import { FormCodice } from './FormCodice'

const COMPLETA_REGISTRAZIONE = graphql(`
  mutation CompletaRegistrazione($codice: String!) {
    completaRegistrazione(codice: $codice) {
      ...Io
    }
  }
`)

export function CompletaRegistrazione() {
  const { setIo } = useSession()
  const navigate = useNavigate()

  async function completa(codice: string) {
    const { completaRegistrazione } = await api.execute(COMPLETA_REGISTRAZIONE, { codice })
    setIo(completaRegistrazione)
    navigate('/utenti', { replace: true })
  }

  return (
    <Page title="Completa la registrazione" crumbs={[{ label: 'Registrati', to: '/registrati' }]}>
      <FormCodice azione="Completa la registrazione" onCodice={completa} />
    </Page>
  )
}
