import { Link } from 'react-router'
import { Panel } from '../../kit/elements/Panel'
import { CercaPerCognome } from '../elementi/CercaPerCognome'
import { cercaFamiglie, NESSUNA_FAMIGLIA, quanteFamiglie } from './conti'

/** Finds a family by the surname of its children. */
export function CercaFamiglia() {
  return (
    <Panel title="Cerca una famiglia">
      <CercaPerCognome cerca={cercaFamiglie} nessuno={NESSUNA_FAMIGLIA} quanti={quanteFamiglie}>
        {(trovate) => (
          <ul className="rows mb-0" aria-label="Famiglie trovate">
            {trovate.map(({ id, figli }) => (
              <li key={id}>
                <Link to={`/conti/${id}`}>{figli.join(', ')}</Link>
              </li>
            ))}
          </ul>
        )}
      </CercaPerCognome>
    </Panel>
  )
}
