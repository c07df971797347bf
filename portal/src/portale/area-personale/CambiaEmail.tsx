import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import { useAnnounce } from '../../kit/elements/Announcer'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { Field } from '../../kit/elements/Field'
import { Notice } from '../../kit/elements/Notice'
import { Panel } from '../../kit/elements/Panel'
import { PasswordField } from '../../kit/elements/PasswordField'
import { useCommand } from '../../kit/graphql/useCommand'
import { FormCodice } from '../accesso/FormCodice'
import { PostaLocale } from '../accesso/PostaLocale'
import { api } from '../api'
import { graphql } from '../gql'
import { useIo, useSession } from '../sessione'

const CAMBIA_EMAIL = graphql(`
  mutation CambiaEmail($email: String!, $password: String!) {
    cambiaEmail(email: $email, password: $password)
  }
`)

const CONFERMA_EMAIL = graphql(`
  mutation ConfermaEmail($codice: String!) {
    confermaEmail(codice: $codice) {
      ...Io
    }
  }
`)

/** The new address counts once its owner has shown the code that was sent there. */
export function CambiaEmail() {
  const io = useIo()
  const { setIo } = useSession()
  const announce = useAnnounce()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [conCodice, setConCodice] = useState(false)
  const [inviatoA, setInviatoA] = useState<string | null>(null)
  const cambia = useCommand(() => api.execute(CAMBIA_EMAIL, { email: email.trim(), password }))

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!(await cambia.send())) return
    setInviatoA(email.trim())
    setConCodice(true)
    setPassword('')
  }

  async function conferma(codice: string) {
    const { confermaEmail } = await api.execute(CONFERMA_EMAIL, { codice })
    setIo(confermaEmail)
    setInviatoA(null)
    setConCodice(false)
    setEmail('')
    announce('Il nuovo indirizzo e-mail è confermato.')
  }

  return (
    <Panel title="E-mail">
      <p>
        Indirizzo attuale: <strong>{io.email ?? 'nessuno'}</strong>
        {io.email && !io.emailConfermata && ' (da confermare)'}
      </p>
      {inviatoA && (
        <Notice tone="info">
          <p className="mb-0">Un codice di conferma è stato inviato a {inviatoA}.</p>
          <PostaLocale />
        </Notice>
      )}
      {conCodice ? (
        <FormCodice azione="Conferma il nuovo indirizzo" onCodice={conferma} />
      ) : (
        <p>
          <button type="button" className="btn-inline" onClick={() => setConCodice(true)}>
            Ho un codice di conferma
          </button>
        </p>
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
