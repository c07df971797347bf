import { useId } from 'react'
import { Icon } from '../../kit/elements/Icon'
import type { GiornoFragment, Scelta } from '../gql/graphql'
import { aspettoDi, scelteOfferte } from './scelta'

/** Element with the reason why nothing can be chosen on the day. */
export const PERCHE_GIORNO = 'perche-giorno'

interface ScelteDelGiornoProps {
  readonly giorno: GiornoFragment
  readonly offrePastoBianco: boolean
  readonly inCorso: boolean
  readonly onScelta: (scelta: Scelta) => void
}

/** The choices of the day. One that is not allowed now stays readable and says why. */
export function ScelteDelGiorno({ giorno, offrePastoBianco, inCorso, onScelta }: ScelteDelGiornoProps) {
  const offerte = scelteOfferte(offrePastoBianco)
  const scelte = giorno.scelte.filter(({ scelta }) => offerte.includes(scelta))
  return (
    <ul className="day-choices" aria-label="Scelte del giorno">
      {scelte.map(({ scelta, permessa, perche }) => (
        <li key={scelta}>
          <Voce
            scelta={scelta}
            attuale={scelta === giorno.scelta}
            permessa={permessa}
            // Said once for the day, not again under each choice.
            perche={perche === giorno.perche ? null : (perche ?? null)}
            inCorso={inCorso}
            onScelta={onScelta}
          />
        </li>
      ))}
    </ul>
  )
}

interface VoceProps {
  readonly scelta: Scelta
  readonly attuale: boolean
  readonly permessa: boolean
  readonly perche: string | null
  readonly inCorso: boolean
  readonly onScelta: (scelta: Scelta) => void
}

function Voce({ scelta, attuale, permessa, perche, inCorso, onScelta }: VoceProps) {
  const id = useId()
  const aspetto = aspettoDi(scelta)
  const ferma = !permessa || inCorso
  return (
    <>
      <button
        type="button"
        className={`day-choice ${aspetto.classe}`}
        aria-pressed={attuale}
        // Not `disabled`: the keyboard must reach it to hear why it cannot be chosen.
        aria-disabled={ferma}
        aria-describedby={permessa ? undefined : perche ? id : PERCHE_GIORNO}
        data-scelta={scelta}
        onClick={() => {
          if (!ferma) onScelta(scelta)
        }}
      >
        <Icon name={aspetto.icona} />
        <span>{aspetto.nome}</span>
        {attuale && <span className="day-choice-now">scelta attuale</span>}
      </button>
      {!permessa && perche && (
        <p id={id} className="why-not">
          {perche}
        </p>
      )}
    </>
  )
}
