import { haModulo } from '../../../kit/comune/comune'
import type { AttivazioneFragment } from '../../gql/graphql'
import { useSession } from '../../sessione'
import { PRENOTAZIONE_DEL_PASTO, stessoAmbito, TARIFFA_DEL_PASTO, type Ambito } from '../regolamenti'
import { AvviaSimulazione } from '../simulazioni/AvviaSimulazione'
import { ProvaBambino } from './ProvaBambino'
import { ProvaCaso } from './ProvaCaso'
import { ProvaPrenotazione } from './ProvaPrenotazione'
import type { RegolaDaProvare } from './prove'

interface ProvaESimulaProps {
  readonly ambito: Ambito
  readonly regola: RegolaDaProvare
  /** The JSON Schema of a case on which it can be tried. */
  readonly schemaCaso: string
  readonly attivazioni: readonly AttivazioneFragment[]
}

/**
 * What a regulation that is not in force would do: to one child where the platform knows the child,
 * else to a case that is described; a tariff also to everybody over a past period.
 */
export function ProvaESimula({ ambito, regola, schemaCaso, attivazioni }: ProvaESimulaProps) {
  const { comune } = useSession()
  if (stessoAmbito(ambito, TARIFFA_DEL_PASTO) && haModulo(comune, 'refezione')) {
    return (
      <>
        <ProvaBambino regola={regola} attivazioni={attivazioni} />
        <AvviaSimulazione regola={regola} />
      </>
    )
  }
  if (stessoAmbito(ambito, PRENOTAZIONE_DEL_PASTO) && haModulo(comune, 'prenotazioni')) {
    return <ProvaPrenotazione regola={regola} attivazioni={attivazioni} />
  }
  return <ProvaCaso ambito={ambito} regola={regola} schemaCaso={schemaCaso} attivazioni={attivazioni} />
}
