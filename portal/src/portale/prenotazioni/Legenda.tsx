import { Icon } from '../../kit/elements/Icon'
import { aspettoDi, scelteOfferte } from './scelta'

export function Legenda({ offrePastoBianco }: { readonly offrePastoBianco: boolean }) {
  return (
    <ul className="legend" aria-label="Legenda">
      {scelteOfferte(offrePastoBianco).map((scelta) => {
        const aspetto = aspettoDi(scelta)
        return (
          <li key={scelta}>
            <span className={`legend-sample ${aspetto.classe}`}>
              <Icon name={aspetto.icona} />
            </span>
            {aspetto.legenda}
          </li>
        )
      })}
      <li>
        <span className="legend-sample day-closed">
          <Icon name="locked" />
        </span>
        Non modificabile
      </li>
    </ul>
  )
}
