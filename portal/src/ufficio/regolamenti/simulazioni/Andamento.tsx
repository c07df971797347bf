import { Button } from 'design-react-kit'
import { useEffect } from 'react'
import { Link } from 'react-router'
import { ErrorNotice } from '../../../kit/elements/ErrorNotice'
import { Icon } from '../../../kit/elements/Icon'
import { Loaded } from '../../../kit/elements/Loaded'
import { Notice } from '../../../kit/elements/Notice'
import { useCommand } from '../../../kit/graphql/useCommand'
import { useQuery } from '../../../kit/graphql/useQuery'
import { scriviGiorno } from '../../../kit/tempo/giorno'
import { api } from '../../api'
import type { SimulazioneFragment } from '../../gql/graphql'
import { puoPreparareRegolamenti } from '../../permessi'
import { useIo } from '../../sessione'
import { Risultato } from './Risultato'
import { ANNULLA, SIMULAZIONE } from './simulazioni'

/** How often a simulation that goes on is asked how far it is. */
const OGNI_MS = 1000

interface AndamentoProps {
  readonly id: string
  /** On the page of the simulation itself: no link leads there. */
  readonly propria?: boolean
}

/** A simulation from its beginning to its result. */
export function Andamento({ id, propria = false }: AndamentoProps) {
  const io = useIo()
  const query = useQuery(api, SIMULAZIONE, { id })
  const annulla = useCommand(async () => {
    await api.execute(ANNULLA, { id })
    await query.reload()
  })
  const { reload, pending } = query
  const inCorso = query.data?.simulazione.stato === 'IN_CORSO'
  useEffect(() => {
    if (!inCorso || pending) return
    const poi = setTimeout(() => void reload(), OGNI_MS)
    return () => clearTimeout(poi)
  }, [inCorso, pending, reload])

  return (
    <Loaded query={query}>
      {({ simulazione }) => (
        <div data-simulazione={simulazione.stato}>
          <ErrorNotice error={annulla.error} />
          <p className="mb-1">
            Pasti dal {scriviGiorno(simulazione.dal)} al {scriviGiorno(simulazione.al)}.
          </p>
          {inCorso && <Avanzamento simulazione={simulazione} />}
          {inCorso && puoPreparareRegolamenti(io) && (
            <Button color="primary" outline size="sm" disabled={annulla.pending} onClick={() => void annulla.send()}>
              Annulla la simulazione
            </Button>
          )}
          <div role="status">
            {simulazione.stato === 'FINITA' && <p className="mb-0">La simulazione è finita.</p>}
            {simulazione.stato === 'ANNULLATA' && <p className="mb-0">La simulazione è stata annullata.</p>}
          </div>
          {simulazione.stato === 'FINITA' && <Strumenti id={id} propria={propria} />}
          {simulazione.stato === 'ANNULLATA' && simulazione.riepilogo && (
            <Notice tone="warning">Il risultato riguarda soltanto i pasti calcolati prima dell’annullamento.</Notice>
          )}
          {!inCorso && simulazione.riepilogo && <Risultato riepilogo={simulazione.riepilogo} />}
        </div>
      )}
    </Loaded>
  )
}

function Avanzamento({ simulazione: { fatte, totale } }: { readonly simulazione: SimulazioneFragment }) {
  return (
    <div className="progress-line">
      <label htmlFor="avanzamento-simulazione">
        Calcolati {fatte} pasti su {totale}
      </label>
      <progress id="avanzamento-simulazione" value={fatte} max={Math.max(totale, 1)} />
    </div>
  )
}

function Strumenti({ id, propria }: Required<AndamentoProps>) {
  return (
    <div className="button-row">
      <a className="btn btn-outline-primary btn-sm" href={`/api/regolamenti/simulazioni/${id}.xlsx`} download>
        <Icon name="download" /> Scarica XLSX
      </a>
      {!propria && (
        <Link className="btn btn-outline-primary btn-sm" to={`/regolamenti/simulazioni/${id}`}>
          Pagina della simulazione
        </Link>
      )}
    </div>
  )
}
