import { Button } from 'design-react-kit'
import { useState, type FormEvent, type ReactNode } from 'react'
import { Dialog } from '../../kit/elements/Dialog'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { Field } from '../../kit/elements/Field'
import { useCommand } from '../../kit/graphql/useCommand'

interface FinestraMotivoProps {
  readonly title: string
  /** What the button says. */
  readonly azione: string
  /** Who will read the reason. */
  readonly hint: string
  readonly invia: (motivo: string) => Promise<unknown>
  readonly onFatto: () => void
  readonly onClose: () => void
  /** What else is asked, before the reason. */
  readonly children?: ReactNode
}

/** A command that leaves a reason behind it. */
export function FinestraMotivo({ title, azione, hint, invia, onFatto, onClose, children }: FinestraMotivoProps) {
  const [motivo, setMotivo] = useState('')
  const comando = useCommand(invia)

  async function submit(event: FormEvent) {
    event.preventDefault()
    if ((await comando.send(motivo)) !== null) onFatto()
  }

  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={(e) => void submit(e)}>
        <ErrorNotice error={comando.error} />
        {children}
        <Field
          label="Motivo"
          hint={hint}
          required
          autoComplete="off"
          value={motivo}
          onChange={(e) => setMotivo(e.target.value)}
        />
        <div className="button-row">
          <Button type="submit" color="primary" disabled={comando.pending}>
            {azione}
          </Button>
          <Button color="secondary" outline onClick={onClose}>
            Annulla
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
