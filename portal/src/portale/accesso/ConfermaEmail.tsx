import { useNavigate } from 'react-router'
import { useAnnounce } from '../../kit/elements/Announcer'
import { Page } from '../../kit/page/Page'
import { api } from '../api'
import { graphql } from '../gql'
import { useSession } from '../sessione'
import { FormCodice } from './FormCodice'

const CONFERMA_EMAIL = graphql(`
  mutation ConfermaEmail($codice: String!) {
    confermaEmail(codice: $codice) {
      ...Io
    }
  }
`)

export function ConfermaEmail() {
  const { setIo } = useSession()
  const navigate = useNavigate()
  const announce = useAnnounce()

  async function conferma(codice: string) {
    const { confermaEmail } = await api.execute(CONFERMA_EMAIL, { codice })
    setIo(confermaEmail)
    announce('Indirizzo e-mail confermato.')
    navigate('/area-personale', { replace: true })
  }

  return (
    <Page title="Conferma l’indirizzo e-mail" crumbs={[{ label: 'Area personale', to: '/area-personale' }]}>
      <FormCodice azione="Conferma" onCodice={conferma} />
    </Page>
  )
}
