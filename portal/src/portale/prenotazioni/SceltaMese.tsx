import { Icon } from '../../kit/elements/Icon'
import { piuMesi, scriviMese, type Mese } from '../../kit/tempo/mese'

interface SceltaMeseProps {
  readonly mese: Mese
  /** The last month in which something may be booked. */
  readonly ultimo: Mese
  readonly onMese: (mese: Mese) => void
}

/** Months back without limit, forward up to the booking window. */
export function SceltaMese({ mese, ultimo, onMese }: SceltaMeseProps) {
  const prima = piuMesi(mese, -1)
  const dopo = piuMesi(mese, 1)
  return (
    <div className="month-bar">
      <button type="button" aria-label={`Mese precedente, ${scriviMese(prima)}`} onClick={() => onMese(prima)}>
        <Icon name="chevron-left" />
      </button>
      <h2 className="h4" aria-live="polite">
        {scriviMese(mese)}
      </h2>
      <button
        type="button"
        aria-label={`Mese successivo, ${scriviMese(dopo)}`}
        disabled={mese >= ultimo}
        onClick={() => onMese(dopo)}
      >
        <Icon name="chevron-right" />
      </button>
    </div>
  )
}
