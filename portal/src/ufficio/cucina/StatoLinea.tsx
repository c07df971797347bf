import { Icon } from '../../kit/elements/Icon'
import type { LiveState } from '../../kit/graphql/live'
import { scriviOra, type Istante } from '../../kit/tempo/istante'

const TESTI: Record<LiveState, string> = {
  connecting: 'Collegamento in corso…',
  live: 'Collegato in diretta',
  reconnecting: 'Riconnessione in corso: i numeri potrebbero non essere aggiornati',
}

/** Whether the numbers on the page can be trusted to be the present ones. */
export function StatoLinea({ stato, aggiornato }: { readonly stato: LiveState; readonly aggiornato: Istante | null }) {
  return (
    <p className={`line-state line-${stato}`} role="status" data-linea={stato}>
      <Icon name={stato === 'live' ? 'wifi' : 'refresh'} />
      <span>{TESTI[stato]}</span>
      {aggiornato && <span className="line-time">Aggiornato alle {scriviOra(aggiornato)}</span>}
    </p>
  )
}
