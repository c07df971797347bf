import type { AttivazioneFragment } from '../../gql/graphql'
import type { Json } from '../parametri/schema'
import { AvviaSimulazione } from '../simulazioni/AvviaSimulazione'
import { ProvaBambino } from './ProvaBambino'

/** A component with parameters, in force or not. */
export interface RegolaDaProvare {
  readonly digest: string
  readonly parametri: Json
}

interface ProvaESimulaProps {
  readonly regola: RegolaDaProvare
  readonly attivazioni: readonly AttivazioneFragment[]
}

/** What a tariff that is not in force would do: to one child, to everybody over a past period. */
export function ProvaESimula({ regola, attivazioni }: ProvaESimulaProps) {
  return (
    <>
      <ProvaBambino regola={regola} attivazioni={attivazioni} />
      <AvviaSimulazione regola={regola} />
    </>
  )
}
