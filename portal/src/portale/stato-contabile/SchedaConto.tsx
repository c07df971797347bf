import { Badge } from 'design-react-kit'
import { Link } from 'react-router'
import { scriviImporto } from '../../kit/denaro/importo'
import { DataList } from '../../kit/elements/DataList'
import type { StatoServizioFragment } from '../gql/graphql'
import { paroleDelServizio } from '../utenti/servizio'
import { percorsoDelServizio, stessoConto } from './statoContabile'

interface SchedaContoProps {
  readonly stato: StatoServizioFragment
  readonly stati: readonly StatoServizioFragment[]
}

/** The account of one service, with the way to its movements. */
export function SchedaConto({ stato, stati }: SchedaContoProps) {
  const condiviso = stessoConto(stati, stato)
  return (
    <div className="panel h-100">
      <div className="panel-head">
        <h2 className="h4">
          <Link to={`/stato-contabile/${percorsoDelServizio(stato.servizio)}`} className="card-link">
            {paroleDelServizio(stato.servizio).nome}
          </Link>
        </h2>
        {stato.sottoSoglia && (
          <div>
            <Badge color="warning">Credito basso</Badge>
          </div>
        )}
      </div>
      <p className="small">{MODI[stato.modo]}</p>
      <VociConto stato={stato} />
      {condiviso.length > 0 && (
        <p className="small mb-0 mt-3">
          Il conto è unico per la famiglia: vale anche per{' '}
          {condiviso.map((s) => paroleDelServizio(s.servizio).nome.toLowerCase()).join(', ')}.
        </p>
      )}
      <AvvisoSoglia stato={stato} />
    </div>
  )
}

const MODI: Record<StatoServizioFragment['modo'], string> = {
  PREPAGATO: 'Prepagato: i consumi si scalano dal credito.',
  POSTPAGATO: 'Si paga con le rette che il comune emette.',
}

/** Credit, what is to be paid, what of it is late. */
export function VociConto({ stato }: { readonly stato: StatoServizioFragment }) {
  return (
    <DataList
      rows={[
        ...(stato.saldo == null ? [] : [['Saldo attuale', <Euro key="saldo" importo={stato.saldo} />] as const]),
        ['Da pagare', <Euro key="dovuto" importo={stato.daPagare} />] as const,
        ...(stato.scaduto > 0 ? [['Scaduto', <Euro key="scaduto" importo={stato.scaduto} />] as const] : []),
      ]}
    />
  )
}

function Euro({ importo }: { readonly importo: StatoServizioFragment['daPagare'] }) {
  return <span className="amount">{scriviImporto(importo)}</span>
}

/** What a low credit brings with it. */
export function AvvisoSoglia({ stato }: { readonly stato: StatoServizioFragment }) {
  if (!stato.sottoSoglia) return null
  return (
    <p className="mb-0 mt-3">
      {stato.soglia != null && <>Il credito è sotto la soglia di {scriviImporto(stato.soglia)}. </>}
      {stato.bloccaAZero && 'Quando finisce non si può più prenotare; le assenze si possono sempre segnalare.'}
    </p>
  )
}
