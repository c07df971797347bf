import { Icon } from '../../kit/elements/Icon'
import { scriviGiornoEsteso } from '../../kit/tempo/giorno'
import type { GiornoFragment } from '../gql/graphql'
import { aspettoDi, modificabile } from './scelta'

interface CellaGiornoProps {
  readonly giorno: GiornoFragment
  readonly oggi: boolean
  /** The day that the Tab key reaches. */
  readonly attivo: boolean
  readonly onApri: () => void
}

/** A day of the calendar: number, icon, word and colour of what is booked. */
export function CellaGiorno({ giorno, oggi, attivo, onApri }: CellaGiornoProps) {
  const aspetto = giorno.servizio ? aspettoDi(giorno.scelta) : null
  const bloccato = !modificabile(giorno)
  const classi = ['day', aspetto?.classe ?? 'day-closed', oggi && 'day-today', bloccato && 'day-locked']
  return (
    <td role="gridcell" aria-current={oggi ? 'date' : undefined}>
      <button
        type="button"
        className={classi.filter(Boolean).join(' ')}
        tabIndex={attivo ? 0 : -1}
        data-giorno={giorno.giorno}
        data-scelta={aspetto ? giorno.scelta : 'CHIUSO'}
        aria-label={descrivi(giorno)}
        aria-haspopup="dialog"
        onClick={onApri}
      >
        <span className="day-number">
          {Number(giorno.giorno.slice(8))}
          {bloccato && aspetto && <Icon name="locked" size="xs" />}
        </span>
        {aspetto ? (
          <span className="day-state">
            <Icon name={aspetto.icona} />
            <span>{aspetto.breve}</span>
          </span>
        ) : (
          <span className="day-state">
            <span className="day-reason">{giorno.motivoChiusura ?? 'Chiuso'}</span>
            <span className="day-reason-short">Chiuso</span>
          </span>
        )}
      </button>
    </td>
  )
}

function descrivi(giorno: GiornoFragment): string {
  const data = scriviGiornoEsteso(giorno.giorno)
  if (!giorno.servizio) return `${data}: nessun servizio, ${giorno.motivoChiusura ?? 'chiuso'}`
  return `${data}: ${aspettoDi(giorno.scelta).nome}${modificabile(giorno) ? '' : ', non modificabile'}`
}
