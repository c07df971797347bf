import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { Field } from '../../kit/elements/Field'
import { useCommand } from '../../kit/graphql/useCommand'

interface FormCodiceProps {
  readonly azione: string
  readonly onCodice: (codice: string) => Promise<void>
}

/** The code that came by e-mail. Messages carry no links, so that nobody learns to follow them. */
export function FormCodice({ azione, onCodice }: FormCodiceProps) {
  const [codice, setCodice] = useState('')
  const conferma = useCommand(onCodice)

  function submit(event: FormEvent) {
    event.preventDefault()
    void conferma.send(codice.trim())
  }

  return (
    <form onSubmit={submit} className="narrow-form">
      <ErrorNotice error={conferma.error} />
      <Field
        label="Codice ricevuto per e-mail"
        required
        autoComplete="one-time-code"
        spellCheck={false}
        value={codice}
        onChange={(e) => setCodice(e.target.value)}
      />
      <Button type="submit" color="primary" disabled={conferma.pending}>
        {azione}
      </Button>
    </form>
  )
}
