import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import { Link, useSearchParams } from 'react-router'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { Field } from '../../kit/elements/Field'
import { Notice } from '../../kit/elements/Notice'
import { PasswordField } from '../../kit/elements/PasswordField'
import { useCommand } from '../../kit/graphql/useCommand'
import { Page } from '../../kit/page/Page'
import { api } from '../api'
import { graphql } from '../gql'
import { PASSWORD_MINIMA, regolaPassword } from './password'

const REIMPOSTA_PASSWORD = graphql(`
  mutation ReimpostaPassword($codice: String!, $nuova: String!) {
    reimpostaPassword(codice: $codice, nuova: $nuova)
  }
`)

export function ReimpostaPassword() {
  const [search] = useSearchParams()
  const [codice, setCodice] = useState(search.get('codice') ?? '')
  const [nuova, setNuova] = useState('')
  const [fatto, setFatto] = useState(false)
  const reimposta = useCommand(() => api.execute(REIMPOSTA_PASSWORD, { codice: codice.trim(), nuova }))

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (await reimposta.send()) setFatto(true)
  }

  return (
    <Page title="Scegli una nuova password" crumbs={[{ label: 'Accedi', to: '/accedi' }]}>
      {fatto ? (
        <>
          <Notice tone="success">La password è stata cambiata.</Notice>
          <Link to="/accedi" className="btn btn-primary">
            Accedi
          </Link>
        </>
      ) : (
        <form onSubmit={(e) => void submit(e)} className="narrow-form">
          <ErrorNotice error={reimposta.error} />
          <Field
            label="Codice ricevuto per e-mail"
            required
            autoComplete="one-time-code"
            spellCheck={false}
            value={codice}
            onChange={(e) => setCodice(e.target.value)}
          />
          <PasswordField
            label="Nuova password"
            autoComplete="new-password"
            minLength={PASSWORD_MINIMA}
            hint={regolaPassword}
            value={nuova}
            onChange={setNuova}
          />
          <Button type="submit" color="primary" disabled={reimposta.pending}>
            Cambia la password
          </Button>
        </form>
      )}
    </Page>
  )
}
