import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import { Link } from 'react-router'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { Field } from '../../kit/elements/Field'
import { Notice } from '../../kit/elements/Notice'
import { Panel } from '../../kit/elements/Panel'
import { PasswordField } from '../../kit/elements/PasswordField'
import { useCommand } from '../../kit/graphql/useCommand'
import { PostaLocale } from '../accesso/PostaLocale'
import { api } from '../api'
import { graphql } from '../gql'
import { useIo } from '../sessione'

const CAMBIA_EMAIL = graphql(`
  mutation CambiaEmail($email: String!, $password: String!) {
    cambiaEmail(email: $email, password: $password)
  }
`)

/** The new address counts once its owner has shown the code that was sent there. */
export function CambiaEmail() {
  const io = useIo()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [inviatoA, setInviatoA] = useState<string | null>(null)
  const cambia = useCommand(() => api.execute(CAMBIA_EMAIL, { email: email.trim(), password }))

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!(await cambia.send())) return
    setInviatoA(email.trim())
    setPassword('')
  }

  return (
    <Panel title="E-mail">
      <p>
        Indirizzo attuale: <strong>{io.email ?? 'nessuno'}</strong>
        {io.email && !io.emailConfermata && ' (da confermare)'}
      </p>
      {inviatoA && (
        <Notice tone="info">
          <p className="mb-0">
            Un codice di conferma è stato inviato a {inviatoA}.{' '}
            <Link to="/conferma-email">Inserisci il codice</Link>
          </p>
          <PostaLocale />
        </Notice>
      )}
      <form onSubmit={(e) => void submit(e)} className="narrow-form">
        <ErrorNotice error={cambia.error} />
        <Field
          label="Nuovo indirizzo e-mail"
          type="email"
          required
          autoComplete="email"
          value={email}
          onChange={(e) => setEmail(e.target.value)}
        />
        <PasswordField
          label="Password attuale, per conferma"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
        />
        <Button type="submit" color="primary" disabled={cambia.pending}>
          Cambia e-mail
        </Button>
      </form>
    </Panel>
  )
}
