import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import { Link } from 'react-router'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { Field } from '../../kit/elements/Field'
import { Notice } from '../../kit/elements/Notice'
import { useCommand } from '../../kit/graphql/useCommand'
import { Page } from '../../kit/page/Page'
import { api } from '../api'
import { graphql } from '../gql'
import { FormNuovaPassword } from './FormNuovaPassword'
import { PostaLocale } from './PostaLocale'

const CHIEDI_RECUPERO = graphql(`
  mutation ChiediRecupero($utente: String!) {
    chiediRecupero(utente: $utente)
  }
`)

export function RecuperoPassword() {
  const [utente, setUtente] = useState('')
  const [chiesto, setChiesto] = useState(false)
  const recupero = useCommand(() => api.execute(CHIEDI_RECUPERO, { utente: utente.trim() }))

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (await recupero.send()) setChiesto(true)
  }

  return (
    <Page title="Recupero password" crumbs={[{ label: 'Accedi', to: '/accedi' }]}>
      {chiesto ? (
        <>
          <Notice tone="info">
            <p className="mb-0">
              Se i dati corrispondono a una persona registrata, il codice per scegliere una nuova password arriva al suo
              indirizzo e-mail.
            </p>
            <PostaLocale />
          </Notice>
          <FormNuovaPassword />
        </>
      ) : (
        <form onSubmit={(e) => void submit(e)} className="narrow-form">
          <ErrorNotice error={recupero.error} />
          <Field
            label="Codice fiscale o codice persona"
            required
            autoComplete="username"
            spellCheck={false}
            value={utente}
            onChange={(e) => setUtente(e.target.value)}
          />
          <Button type="submit" color="primary" disabled={recupero.pending}>
            Invia il codice
          </Button>
          <p className="mt-4">
            Hai già un codice? <Link to="/reimposta-password">Scegli una nuova password</Link>
          </p>
        </form>
      )}
    </Page>
  )
}
