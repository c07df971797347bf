import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import { useAnnounce } from '../../kit/elements/Announcer'
import { DataList } from '../../kit/elements/DataList'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { Field } from '../../kit/elements/Field'
import { Panel } from '../../kit/elements/Panel'
import { useCommand } from '../../kit/graphql/useCommand'
import { api } from '../api'
import { graphql } from '../gql'
import { useIo, useSession } from '../sessione'

const AGGIORNA_DATI = graphql(`
  mutation AggiornaDati($dati: AggiornaDatiInput!) {
    aggiornaDati(dati: $dati) {
      ...Io
    }
  }
`)

/** Who the person is (the office knows it) and how to reach them (they say it). */
export function DatiPersonali() {
  const io = useIo()
  const { setIo } = useSession()
  const announce = useAnnounce()
  const [telefono, setTelefono] = useState(io.telefono ?? '')
  const [indirizzo, setIndirizzo] = useState(io.indirizzo ?? '')
  const aggiorna = useCommand(() =>
    api.execute(AGGIORNA_DATI, { dati: { telefono: telefono.trim() || null, indirizzo: indirizzo.trim() || null } }),
  )
  const errore = (campo: string) => (aggiorna.error?.field === campo ? aggiorna.error.message : null)

  async function submit(event: FormEvent) {
    event.preventDefault()
    const esito = await aggiorna.send()
    if (!esito) return
    setIo(esito.aggiornaDati)
    announce('I tuoi dati sono stati salvati.')
  }

  return (
    <Panel title="Dati">
      <DataList
        rows={[
          ['Nome', io.nome],
          ['Cognome', io.cognome],
          ['Codice fiscale', io.codiceFiscale],
          ['Codice persona', io.codicePersona],
        ]}
      />
      <form onSubmit={(e) => void submit(e)} className="narrow-form">
        <ErrorNotice error={aggiorna.error} fields={['telefono', 'indirizzo']} />
        <Field
          label="Telefono"
          type="tel"
          autoComplete="tel"
          value={telefono}
          onChange={(e) => setTelefono(e.target.value)}
          error={errore('telefono')}
        />
        <Field
          label="Indirizzo"
          autoComplete="street-address"
          value={indirizzo}
          onChange={(e) => setIndirizzo(e.target.value)}
          error={errore('indirizzo')}
        />
        <Button type="submit" color="primary" disabled={aggiorna.pending}>
          Salva i dati
        </Button>
      </form>
    </Panel>
  )
}
