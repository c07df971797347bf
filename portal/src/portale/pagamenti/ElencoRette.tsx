import { Link } from 'react-router'
import { scriviImporto } from '../../kit/denaro/importo'
import { AltrePagine } from '../../kit/elements/AltrePagine'
import { Loaded } from '../../kit/elements/Loaded'
import { Notice } from '../../kit/elements/Notice'
import { useCursori } from '../../kit/graphql/useCursori'
import { useQuery } from '../../kit/graphql/useQuery'
import { scriviGiorno } from '../../kit/tempo/giorno'
import { api } from '../api'
import type { RettaFragment } from '../gql/graphql'
import { paroleDelServizio } from '../utenti/servizio'
import { daPagare, prossimaRata, RETTE, situazioneRetta } from './rette'
import { StatoPagamento } from './StatoPagamento'

const PER_PAGINA = 20

/** The bills, newest first. */
export function ElencoRette() {
  const cursori = useCursori()
  const rette = useQuery(api, RETTE, { first: PER_PAGINA, after: cursori.after })
  return (
    <Loaded query={rette} lines={8}>
      {({ rette: { edges, pageInfo } }) =>
        edges.length === 0 ? (
          <Notice tone="info">Non ci sono rette emesse.</Notice>
        ) : (
          <>
            <table className="table table-stack">
              <caption className="visually-hidden">Rette emesse</caption>
              <thead>
                <tr>
                  <th scope="col">Retta</th>
                  <th scope="col">Servizio</th>
                  <th scope="col">Stato</th>
                  <th scope="col">Scadenza</th>
                  <th scope="col">Importo</th>
                  <th scope="col">Resta da pagare</th>
                </tr>
              </thead>
              <tbody>
                {edges.map(({ node }) => (
                  <Riga key={node.id} retta={node} />
                ))}
              </tbody>
            </table>
            <AltrePagine di="rette" cursori={cursori} pageInfo={pageInfo} />
          </>
        )
      }
    </Loaded>
  )
}

function Riga({ retta }: { readonly retta: RettaFragment }) {
  const prossima = prossimaRata(retta)
  return (
    <tr>
      <th scope="row">
        <Link to={`/pagamenti/rette/${retta.id}`}>{retta.descrizione}</Link>
      </th>
      <td data-label="Servizio">{paroleDelServizio(retta.servizio).nome}</td>
      <td data-label="Stato">
        <StatoPagamento situazione={situazioneRetta(retta)} />
      </td>
      <td data-label="Scadenza">{prossima ? scriviGiorno(prossima.scadenza) : '—'}</td>
      <td data-label="Importo" className="amount">
        {scriviImporto(retta.importo)}
      </td>
      <td data-label="Resta da pagare" className="amount">
        {scriviImporto(daPagare(retta))}
      </td>
    </tr>
  )
}
