import { AltrePagine } from '../../kit/elements/AltrePagine'
import { Loaded } from '../../kit/elements/Loaded'
import { Panel } from '../../kit/elements/Panel'
import { useCursori } from '../../kit/graphql/useCursori'
import { useQuery } from '../../kit/graphql/useQuery'
import { api } from '../api'
import { NON_RENDICONTATE } from './pagopa'
import { VoceRicevuta } from './VoceRicevuta'

const PER_PAGINA = 10

/** Payments whose money no bank said it paid over, although it should have by now. */
export function NonRendicontate() {
  const cursori = useCursori()
  const ricevute = useQuery(api, NON_RENDICONTATE, { first: PER_PAGINA, after: cursori.after })
  return (
    <Panel title="Pagamenti senza accredito">
      <p>Pagati da più di sei giorni, e in nessun accredito: se restano qui, chiedi alla banca che li ha ricevuti.</p>
      <Loaded query={ricevute}>
        {({ ricevuteNonRendicontate: { edges, pageInfo } }) =>
          edges.length === 0 ? (
            <p className="mb-0">Nessuno.</p>
          ) : (
            <>
              <ul className="rows mb-0" aria-label="Pagamenti senza accredito">
                {edges.map(({ node }) => (
                  <li key={node.id}>
                    <VoceRicevuta ricevuta={node} />
                  </li>
                ))}
              </ul>
              <AltrePagine di="pagamenti senza accredito" cursori={cursori} pageInfo={pageInfo} />
            </>
          )
        }
      </Loaded>
    </Panel>
  )
}
