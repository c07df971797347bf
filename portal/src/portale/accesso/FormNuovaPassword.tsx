import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import { Link } from 'react-router'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { Field } from '../../kit/elements/Field'
import { Notice } from '../../kit/elements/Notice'
import { PasswordField } from '../../kit/elements/PasswordField'
import { useCommand } from '../../kit/graphql/useCommand'
import { api } from '../api'
import { graphql } from '../gql'
import { PASSWORD_MINIMA, regolaPassword } from './password'

const REIMPOSTA_PASSWORD = graphql(`
  mutation ReimpostaPassword($codice: String!, $nuova: String!) {
    reimpostaPassword(codice: $codice, nuova: $nuova)
  }
`)

/** A new password, for who holds the code that came by e-mail. */
export function FormNuovaPassword() {
  const [codice, setCodice] = useState('')
  const [nuova, setNuova] = useState('')
  const [fatto, setFatto] = useState(false)
  const reimposta = useCommand(() => api.execute(REIMPOSTA_PASSWORD, { codice: codice.trim(), nuova }))

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (await reimposta.send()) setFatto(true)
  }

  if (fatto) {
    return (
      <>
        <Notice tone="success">La password è stata cambiata.</Notice>
        <Link to="/accedi" className="btn btn-primary">
          Accedi
        </Link>
      </>
    )
  }
  return (
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
  )
}
