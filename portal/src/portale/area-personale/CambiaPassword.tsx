import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import { useAnnounce } from '../../kit/elements/Announcer'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { Panel } from '../../kit/elements/Panel'
import { PasswordField } from '../../kit/elements/PasswordField'
import { useCommand } from '../../kit/graphql/useCommand'
import { PASSWORD_MINIMA, regolaPassword } from '../accesso/password'
import { api } from '../api'
import { graphql } from '../gql'

const CAMBIA_PASSWORD = graphql(`
  mutation CambiaPassword($attuale: String!, $nuova: String!) {
    cambiaPassword(attuale: $attuale, nuova: $nuova)
  }
`)

export function CambiaPassword() {
  const announce = useAnnounce()
  const [attuale, setAttuale] = useState('')
  const [nuova, setNuova] = useState('')
  const cambia = useCommand(() => api.execute(CAMBIA_PASSWORD, { attuale, nuova }))

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!(await cambia.send())) return
    setAttuale('')
    setNuova('')
    announce('La password è stata cambiata.')
  }

  return (
    <Panel title="Password">
      <form onSubmit={(e) => void submit(e)} className="narrow-form">
        <ErrorNotice error={cambia.error} />
        <PasswordField
          label="Password attuale"
          autoComplete="current-password"
          value={attuale}
          onChange={setAttuale}
        />
        <PasswordField
          label="Nuova password"
          autoComplete="new-password"
          minLength={PASSWORD_MINIMA}
          hint={regolaPassword}
          value={nuova}
          onChange={setNuova}
        />
        <Button type="submit" color="primary" disabled={cambia.pending}>
          Cambia password
        </Button>
      </form>
    </Panel>
  )
}
