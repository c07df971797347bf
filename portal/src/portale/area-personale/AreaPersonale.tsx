import { Page } from '../../kit/page/Page'
import { useIo } from '../sessione'
import { CambiaEmail } from './CambiaEmail'
import { CambiaPassword } from './CambiaPassword'
import { DatiPersonali } from './DatiPersonali'
import { Deleghe } from './Deleghe'
import { Sessioni } from './Sessioni'

export function AreaPersonale() {
  const io = useIo()
  return (
    <Page title="Area personale" lead={<p>I tuoi dati, l’accesso al portale e le persone che hai delegato.</p>}>
      <DatiPersonali />
      <CambiaEmail />
      <CambiaPassword />
      {io.tutore && <Deleghe />}
      <Sessioni />
    </Page>
  )
}
