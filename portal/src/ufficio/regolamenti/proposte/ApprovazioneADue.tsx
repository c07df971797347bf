import { Button } from 'design-react-kit'
import { useAnnounce } from '../../../kit/elements/Announcer'
import { ErrorNotice } from '../../../kit/elements/ErrorNotice'
import { Panel } from '../../../kit/elements/Panel'
import { useCommand } from '../../../kit/graphql/useCommand'
import { api } from '../../api'
import { graphql } from '../../gql'
import { puoApprovareRegolamenti } from '../../permessi'
import { useIo } from '../../sessione'

const IMPOSTA = graphql(`
  mutation ImpostaApprovazioneADue($duePersone: Boolean!) {
    impostaApprovazioneADue(duePersone: $duePersone)
  }
`)

interface ApprovazioneADueProps {
  readonly duePersone: boolean
  readonly onCambiata: () => Promise<void>
}

/** Whether one person is enough to put a regulation in force. */
export function ApprovazioneADue({ duePersone, onCambiata }: ApprovazioneADueProps) {
  const io = useIo()
  const announce = useAnnounce()
  const imposta = useCommand(async (due: boolean) => {
    await api.execute(IMPOSTA, { duePersone: due })
    await onCambiata()
    return due
  })

  async function cambia() {
    const due = await imposta.send(!duePersone)
    if (due === null) return
    announce(due ? 'Ora per approvare un regolamento servono due persone.' : 'Ora basta una persona per approvare un regolamento.')
  }

  return (
    <Panel title="Chi approva">
      <ErrorNotice error={imposta.error} />
      <p>
        {duePersone
          ? 'In questo comune chi propone un regolamento non può approvarlo: serve una seconda persona.'
          : 'In questo comune chi prepara un regolamento può anche metterlo in vigore da solo.'}
      </p>
      {puoApprovareRegolamenti(io) && (
        <Button color="primary" outline size="sm" disabled={imposta.pending} onClick={() => void cambia()}>
          {duePersone ? 'Fai bastare una persona' : 'Chiedi due persone'}
        </Button>
      )}
    </Panel>
  )
}
