import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import { ErrorNotice } from '../elements/ErrorNotice'
import { Field } from '../elements/Field'
import { Notice } from '../elements/Notice'
import { PasswordField } from '../elements/PasswordField'
import { useCommand } from '../graphql/useCommand'

interface LoginFormProps {
  readonly expired: boolean
  readonly onLogIn: (utente: string, password: string) => Promise<void>
}

/** Codice fiscale (or codice persona) and password: the same for families and offices. */
export function LoginForm({ expired, onLogIn }: LoginFormProps) {
  const [utente, setUtente] = useState('')
  const [password, setPassword] = useState('')
  const login = useCommand(onLogIn)

  function submit(event: FormEvent) {
    event.preventDefault()
    void login.send(utente.trim(), password)
  }

  return (
    <form onSubmit={submit} className="narrow-form">
      {expired && !login.error && <Notice tone="warning">La sessione è scaduta: accedi di nuovo per continuare.</Notice>}
      <ErrorNotice error={login.error} />
      <Field
        label="Codice fiscale o codice persona"
        required
        autoComplete="username"
        autoCapitalize="characters"
        spellCheck={false}
        value={utente}
        onChange={(e) => setUtente(e.target.value)}
      />
      <PasswordField label="Password" autoComplete="current-password" value={password} onChange={setPassword} />
      <Button type="submit" color="primary" disabled={login.pending}>
        {login.pending ? 'Accesso in corso…' : 'Accedi'}
      </Button>
    </form>
  )
}
