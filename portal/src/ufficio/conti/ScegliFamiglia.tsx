import { CercaPerCognome } from '../elementi/CercaPerCognome'
import { cercaFamiglie, NESSUNA_FAMIGLIA, quanteFamiglie, type FamigliaTrovata } from './conti'

interface ScegliFamigliaProps {
  readonly scelta: FamigliaTrovata | null
  /** Null when another search begins. */
  readonly onScelta: (famiglia: FamigliaTrovata | null) => void
}

/** Finds a family by the surname of its children, and takes one. */
export function ScegliFamiglia({ scelta, onScelta }: ScegliFamigliaProps) {
  return (
    <CercaPerCognome
      cerca={cercaFamiglie}
      nessuno={NESSUNA_FAMIGLIA}
      quanti={quanteFamiglie}
      onCerca={() => onScelta(null)}
    >
      {(trovate) => (
        <ul className="choices" aria-label="Famiglie trovate">
          {trovate.map((trovata) => (
            <li key={trovata.id}>
              <button type="button" aria-pressed={trovata.id === scelta?.id} onClick={() => onScelta(trovata)}>
                {trovata.figli.join(', ')}
              </button>
            </li>
          ))}
        </ul>
      )}
    </CercaPerCognome>
  )
}
