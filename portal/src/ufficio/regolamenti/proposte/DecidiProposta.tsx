import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import { useAnnounce } from '../../../kit/elements/Announcer'
import { Dialog } from '../../../kit/elements/Dialog'
import { ErrorNotice } from '../../../kit/elements/ErrorNotice'
import { Field } from '../../../kit/elements/Field'
import { Panel } from '../../../kit/elements/Panel'
import { useCommand } from '../../../kit/graphql/useCommand'
import { api } from '../../api'
import { graphql } from '../../gql'
import { puoApprovareRegolamenti } from '../../permessi'
import { useIo } from '../../sessione'

const APPROVA = graphql(`
  mutation ApprovaProposta($id: ID!) {
    approvaProposta(id: $id)
  }
`)

const RESPINGI = graphql(`
  mutation RespingiProposta($id: ID!, $motivo: String!) {
    respingiProposta(id: $id, motivo: $motivo)
  }
`)

interface DecidiPropostaProps {
  readonly id: string
  readonly duePersone: boolean
  readonly onDecisa: () => Promise<void>
}

/** Approving a proposal, or turning it down with a reason. */
export function DecidiProposta({ id, duePersone, onDecisa }: DecidiPropostaProps) {
  const io = useIo()
  const announce = useAnnounce()
  const [respinge, setRespinge] = useState(false)
  const approva = useCommand(() => api.execute(APPROVA, { id }))

  async function approvata() {
    if ((await approva.send()) === null) return
    announce('La proposta è approvata.')
    await onDecisa()
  }

  return (
    <Panel title="Decisione">
      <ErrorNotice error={approva.error} />
      {duePersone && <p>Chi ha proposto il regolamento non può approvarlo: decide un’altra persona.</p>}
      <div className="button-row mb-0">
        {puoApprovareRegolamenti(io) && (
          <Button color="primary" disabled={approva.pending} onClick={() => void approvata()}>
            Approva e metti in vigore
          </Button>
        )}
        <Button color="primary" outline onClick={() => setRespinge(true)}>
          Respingi o ritira
        </Button>
      </div>
      {respinge && (
        <Respingi
          id={id}
          onClose={() => setRespinge(false)}
          onRespinta={async () => {
            setRespinge(false)
            announce('La proposta è respinta.')
            await onDecisa()
          }}
        />
      )}
    </Panel>
  )
}

interface RespingiProps {
  readonly id: string
  readonly onClose: () => void
  readonly onRespinta: () => Promise<void>
}

function Respingi({ id, onClose, onRespinta }: RespingiProps) {
  const [motivo, setMotivo] = useState('')
  const respingi = useCommand(() => api.execute(RESPINGI, { id, motivo }))

  async function submit(event: FormEvent) {
    event.preventDefault()
    if ((await respingi.send()) !== null) await onRespinta()
  }

  return (
    <Dialog title="Respingi la proposta" onClose={onClose}>
      <form onSubmit={(e) => void submit(e)}>
        <ErrorNotice error={respingi.error} />
        <Field
          label="Motivo"
          hint="Lo leggerà chi l’ha proposta."
          required
          autoComplete="off"
          value={motivo}
          onChange={(e) => setMotivo(e.target.value)}
        />
        <Button type="submit" color="primary" disabled={respingi.pending}>
          Respingi
        </Button>
      </form>
    </Dialog>
  )
}
