import { useEffect } from 'react'
import { useQuery } from '../../kit/graphql/useQuery'
import { tempoRimanente } from '../../kit/tempo/contoAllaRovescia'
import { piuGiorni, scriviGiornoEsteso, type Giorno } from '../../kit/tempo/giorno'
import { millisecondi, scriviIstante } from '../../kit/tempo/istante'
import { oggi, useAdesso } from '../../kit/tempo/orologio'
import { Icon } from '../../kit/elements/Icon'
import { api } from '../api'
import type { GiornoFragment } from '../gql/graphql'
import { CALENDARIO } from './calendario'
import { aspettoDi } from './scelta'

interface ProssimoGiornoProps {
  readonly iscrizione: string
  readonly finestraFino: Giorno
  readonly cambiamenti: number
  /** The limit has just passed: the day is no longer what the page shows. */
  readonly onScaduto: () => unknown
}

/** The longest break of the school year, so that after Christmas the next day is still found. */
const GIORNI_AVANTI = 25

/** The next day whose booking can still change, and how long. */
export function ProssimoGiorno({ iscrizione, finestraFino, cambiamenti, onScaduto }: ProssimoGiornoProps) {
  const dal = oggi()
  const limite = piuGiorni(dal, GIORNI_AVANTI)
  const al = limite < finestraFino ? limite : finestraFino
  const { data, reload } = useQuery(api, CALENDARIO, { iscrizione, dal, al })
  const ora = useAdesso(10_000)
  const prossimo = data?.calendario.giorni.find((g) => aperto(g, ora))
  const giorno = prossimo?.giorno

  useEffect(() => {
    if (cambiamenti > 0) void reload()
  }, [cambiamenti, reload])

  // Only when the answer in hand runs out of time, not on the first one.
  useEffect(() => {
    if (!prossimo?.modificabileFino) return
    const attesa = millisecondi(prossimo.modificabileFino) - ora
    const scadenza = setTimeout(() => void onScaduto(), Math.min(attesa, 2 ** 31 - 1) + 1000)
    return () => clearTimeout(scadenza)
  }, [giorno]) // eslint-disable-line react-hooks/exhaustive-deps

  if (!prossimo?.modificabileFino) return null
  return (
    <div className="next-day">
      <Icon name="clock" size="lg" />
      <div>
        <p>
          Prossimo giorno modificabile: <strong>{scriviGiornoEsteso(prossimo.giorno)}</strong> –{' '}
          {aspettoDi(prossimo.scelta).nome}
        </p>
        <p>
          Puoi cambiare fino al {scriviIstante(prossimo.modificabileFino)}:{' '}
          <strong>mancano {tempoRimanente(ora, millisecondi(prossimo.modificabileFino))}</strong>
        </p>
      </div>
    </div>
  )
}

function aperto(giorno: GiornoFragment, ora: number): boolean {
  return giorno.servizio && giorno.modificabileFino != null && millisecondi(giorno.modificabileFino) > ora
}
