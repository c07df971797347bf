import { Badge, Button } from 'design-react-kit'
import { Link } from 'react-router'
import { scriviImporto } from '../../kit/denaro/importo'
import { AltrePagine } from '../../kit/elements/AltrePagine'
import { useAnnounce } from '../../kit/elements/Announcer'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { Loaded } from '../../kit/elements/Loaded'
import { Panel } from '../../kit/elements/Panel'
import { useCommand } from '../../kit/graphql/useCommand'
import { useCursori } from '../../kit/graphql/useCursori'
import { useQuery } from '../../kit/graphql/useQuery'
import { scriviGiorno } from '../../kit/tempo/giorno'
import { api } from '../api'
import { graphql } from '../gql'
import type { FlussoFragment } from '../gql/graphql'
import { puo } from '../permessi'
import { useIo } from '../sessione'
import { FLUSSI } from './pagopa'

const LEGGI = graphql(`
  mutation LeggiRendicontazione {
    leggiRendicontazione
  }
`)

const PER_PAGINA = 10

/** Credit transfers to the comune, with what is not clear in them. */
export function ElencoFlussi() {
  const io = useIo()
  const announce = useAnnounce()
  const leggi = useCommand(() => api.execute(LEGGI, {}))
  const cursori = useCursori()
  const flussi = useQuery(api, FLUSSI, { first: PER_PAGINA, after: cursori.after })
  async function leggiAdesso() {
    if ((await leggi.send()) !== null) announce('Gli accrediti vengono letti: fra qualche secondo aggiorna l’elenco.')
  }

  return (
    <Panel title="Accrediti rendicontati">
      <p>Le banche li pubblicano ogni notte; il programma li legge ogni mattina.</p>
      {puo(io, 'conti:scrivi') && (
        <div className="button-row">
          <Button color="primary" outline size="sm" disabled={leggi.pending} onClick={() => void leggiAdesso()}>
            Leggi adesso
          </Button>
          <Button color="primary" outline size="sm" disabled={flussi.pending} onClick={() => void flussi.reload()}>
            Aggiorna l’elenco
          </Button>
        </div>
      )}
      <ErrorNotice error={leggi.error} />
      <Loaded query={flussi}>
        {({ flussiPagopa: { edges, pageInfo } }) =>
          edges.length === 0 ? (
            <p className="mb-0">Nessuno.</p>
          ) : (
            <>
              <table className="table table-stack">
                <caption className="visually-hidden">Accrediti rendicontati, dal più recente</caption>
                <thead>
                  <tr>
                    <th scope="col">Accredito</th>
                    <th scope="col">Giorno</th>
                    <th scope="col">Importo</th>
                    <th scope="col">Pagamenti</th>
                    <th scope="col">Stato</th>
                  </tr>
                </thead>
                <tbody>
                  {edges.map(({ node }) => (
                    <tr key={node.id}>
                      <th scope="row">
                        <Link to={`/pagopa/flussi/${node.id}`} className="text-break">
                          {node.regolamento}
                        </Link>
                        <span className="d-block small">{node.mittente}</span>
                      </th>
                      <td data-label="Giorno">{scriviGiorno(node.dataRegolamento)}</td>
                      <td data-label="Importo" className="amount">
                        {scriviImporto(node.importo)}
                      </td>
                      <td data-label="Pagamenti">{node.quanti}</td>
                      <td data-label="Stato">
                        <StatoFlusso flusso={node} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
              <AltrePagine di="accrediti" cursori={cursori} pageInfo={pageInfo} />
            </>
          )
        }
      </Loaded>
    </Panel>
  )
}

/** In a word whether somebody has to look at it. */
export function StatoFlusso({ flusso }: { readonly flusso: FlussoFragment }) {
  if (!flusso.quadra) return <Badge color="danger">Non quadra</Badge>
  if (flusso.daChiarire > 0) return <Badge color="warning">{flusso.daChiarire} da chiarire</Badge>
  if (flusso.provvisorio == null) return <Badge color="secondary">Da ritrovare in tesoreria</Badge>
  return <Badge color="success">Ritrovato</Badge>
}
