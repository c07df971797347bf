import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { Field } from '../../kit/elements/Field'
import { PasswordField } from '../../kit/elements/PasswordField'
import { useCommand } from '../../kit/graphql/useCommand'
import { Page } from '../../kit/page/Page'
import { useCompletaRegistrazione } from './useCompletaRegistrazione'

/** For who has left the page of the registration before the code arrived. */
export function CompletaRegistrazione() {
  const [codice, setCodice] = useState('')
  const [password, setPassword] = useState('')
  const completa = useCommand(useCompletaRegistrazione())

  function submit(event: FormEvent) {
    event.preventDefault()
    void completa.send(codice.trim(), password)
  }

  return (
    <Page
      title="Completa la registrazione"
      crumbs={[{ label: 'Registrati', to: '/registrati' }]}
      lead={<p>Con il codice ricevuto per e-mail e la password che hai scelto.</p>}
    >
      <form onSubmit={submit} className="narrow-form">
        <ErrorNotice error={completa.error} />
        <Field
          label="Codice ricevuto per e-mail"
          required
          autoComplete="one-time-code"
          spellCheck={false}
          value={codice}
          onChange={(e) => setCodice(e.target.value)}
        />
        <PasswordField label="Password" autoComplete="current-password" value={password} onChange={setPassword} />
        <Button type="submit" color="primary" disabled={completa.pending}>
          Completa la registrazione
        </Button>
      </form>
    </Page>
  )
}
