import { Link } from 'react-router'
import { Loaded } from '../../kit/elements/Loaded'
import { Panel } from '../../kit/elements/Panel'
import { useQuery } from '../../kit/graphql/useQuery'
import { api } from '../api'
import { graphql } from '../gql'
import type { TipoAnomalia } from '../gql/graphql'

const ANOMALIE = graphql(`
  query AnomalieEmissione($id: ID!) {
    anomalieEmissione(id: $id) {
      famiglia
      tipo
      dettaglio
    }
  }
`)

const TIPI: Record<TipoAnomalia, string> = {
  DA_VERIFICARE: 'Consumi senza prezzo, lasciati fuori',
  SENZA_QUOTA: 'Quota di un mese senza prezzo, lasciata fuori',
  A_CREDITO: 'I conguagli superano il dovuto',
  CAMBIATA: 'Cambiata dopo l’anteprima, non emessa',
}

/** What to look at before a run is confirmed. */
export function Anomalie({ emissione }: { readonly emissione: string }) {
  const anomalie = useQuery(api, ANOMALIE, { id: emissione })
  return (
    <Panel title="Da guardare">
      <Loaded query={anomalie}>
        {({ anomalieEmissione }) => (
          <ul className="rows mb-0">
            {anomalieEmissione.map((a, i) => (
              <li key={i}>
                <strong>{TIPI[a.tipo]}</strong>: {a.dettaglio}
                <br />
                <Link to={`/conti/${a.famiglia}`}>
                  Conti della famiglia<span className="visually-hidden">: {a.dettaglio}</span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Panel>
  )
}
