import { Button } from 'design-react-kit'
import { useState, type ChangeEvent, type FormEvent } from 'react'
import { Dialog } from '../../kit/elements/Dialog'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { Field } from '../../kit/elements/Field'
import { useCommand } from '../../kit/graphql/useCommand'
import { api } from '../api'
import { graphql } from '../gql'
import type { IoFragment } from '../gql/graphql'

const DELEGA = graphql(`
  mutation Delega($dati: DelegaInput!) {
    delega(dati: $dati) {
      id
      nome
      cognome
      codiceFiscale
      dal
      attiva
    }
  }
`)

const VUOTI = { codiceFiscale: '', nome: '', cognome: '', email: '' }

interface NuovaDelegaProps {
  readonly onFatto: (delega: IoFragment['deleghe'][number]) => void
  readonly onClose: () => void
}

export function NuovaDelega({ onFatto, onClose }: NuovaDelegaProps) {
  const [dati, setDati] = useState(VUOTI)
  const delega = useCommand(() =>
    api.execute(DELEGA, { dati: { ...dati, codiceFiscale: dati.codiceFiscale.trim().toUpperCase() } }),
  )

  async function submit(event: FormEvent) {
    event.preventDefault()
    const esito = await delega.send()
    if (esito) onFatto(esito.delega)
  }

  const campo = (nome: keyof typeof VUOTI) => ({
    value: dati[nome],
    required: true,
    autoComplete: 'off',
    onChange: (e: ChangeEvent<HTMLInputElement>) => setDati({ ...dati, [nome]: e.target.value }),
    error: delega.error?.field === nome ? delega.error.message : null,
  })

  return (
    <Dialog title="Delega una persona" onClose={onClose}>
      <form onSubmit={(e) => void submit(e)}>
        <ErrorNotice error={delega.error} fields={Object.keys(VUOTI)} />
        <Field label="Nome" {...campo('nome')} />
        <Field label="Cognome" {...campo('cognome')} />
        <Field label="Codice fiscale" maxLength={16} spellCheck={false} {...campo('codiceFiscale')} />
        <Field label="Indirizzo e-mail" type="email" {...campo('email')} />
        <div className="button-row">
          <Button type="submit" color="primary" disabled={delega.pending}>
            Dai la delega
          </Button>
          <Button color="secondary" outline onClick={onClose}>
            Annulla
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
