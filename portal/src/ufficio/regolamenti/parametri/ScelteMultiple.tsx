import type { Bozza } from './bozza'
import type { Opzione } from './campo'
import { idDi } from './FormContext'

interface ScelteMultipleProps {
  readonly opzioni: readonly Opzione[]
  readonly scelte: readonly Bozza[]
  readonly onScelte: (scelte: readonly Bozza[]) => void
  readonly percorso: string
}

/** Some of a few values, in the order in which the schema lists them. */
export function ScelteMultiple({ opzioni, scelte, onScelte, percorso }: ScelteMultipleProps) {
  function spunta(chiave: string, si: boolean) {
    const dopo = si ? [...scelte, chiave] : scelte.filter((scelta) => scelta !== chiave)
    onScelte(opzioni.map((opzione) => opzione.chiave).filter((una) => dopo.includes(una)))
  }
  return (
    <div className="ticks">
      {opzioni.map(({ chiave, titolo }) => (
        <div key={chiave} className="field tick">
          <input
            type="checkbox"
            id={`${idDi(percorso)}-${chiave}`}
            checked={scelte.includes(chiave)}
            onChange={(e) => spunta(chiave, e.target.checked)}
          />
          <label htmlFor={`${idDi(percorso)}-${chiave}`}>{titolo}</label>
        </div>
      ))}
    </div>
  )
}
