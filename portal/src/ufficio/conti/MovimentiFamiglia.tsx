import { useState } from 'react'
import { pdfDellaRicevuta } from '../../kit/denaro/documenti'
import { EstrattoConto } from '../../kit/denaro/EstrattoConto'
import { scriviDifferenza } from '../../kit/denaro/importo'
import { AltrePagine } from '../../kit/elements/AltrePagine'
import { useAnnounce } from '../../kit/elements/Announcer'
import { Loaded } from '../../kit/elements/Loaded'
import { useCursori } from '../../kit/graphql/useCursori'
import { useQuery } from '../../kit/graphql/useQuery'
import { scriviGiorno } from '../../kit/tempo/giorno'
import { scriviIstante } from '../../kit/tempo/istante'
import { api } from '../api'
import { FinestraMotivo } from '../elementi/FinestraMotivo'
import { graphql } from '../gql'
import type { MovimentoFragment, QualeConto, Servizio } from '../gql/graphql'
import { puo } from '../permessi'
import { useIo } from '../sessione'
import { MEZZI } from './mezzi'

const MOVIMENTI = graphql(`
  query MovimentiFamiglia($famiglia: ID!, $servizio: Servizio!, $conto: QualeConto!, $first: Int!, $after: String) {
    movimentiFamiglia(famiglia: $famiglia, servizio: $servizio, conto: $conto, first: $first, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        cursor
        node {
          ...Movimento
        }
      }
    }
  }
  fragment Movimento on Movimento {
    giorno
    descrizione
    importo
    causa
    registratoIl
    incasso
    mezzo
  }
`)

const STORNA = graphql(`
  mutation StornaIncasso($famiglia: ID!, $incasso: ID!, $motivo: String!) {
    stornaIncasso(famiglia: $famiglia, incasso: $incasso, motivo: $motivo)
  }
`)

const PER_PAGINA = 10

const TITOLI: Record<QualeConto, string> = { ELETTRONICO: 'Movimenti del credito', RETTE: 'Movimenti delle rette' }

interface MovimentiFamigliaProps {
  readonly famiglia: string
  readonly servizio: Servizio
  readonly conto: QualeConto
  readonly onScritto: () => Promise<void>
}

/** What moved an account, newest first; a payment registered by mistake is undone from here. */
export function MovimentiFamiglia({ famiglia, servizio, conto, onScritto }: MovimentiFamigliaProps) {
  const announce = useAnnounce()
  const cursori = useCursori()
  const movimenti = useQuery(api, MOVIMENTI, { famiglia, servizio, conto, first: PER_PAGINA, after: cursori.after })
  const [stornato, setStornato] = useState<string | null>(null)
  return (
    <>
      <h3 className="h5 mt-3">{TITOLI[conto]}</h3>
      <Loaded query={movimenti} lines={6}>
        {({ movimentiFamiglia: { edges, pageInfo } }) =>
          edges.length === 0 ? (
            <p className="mb-0">Nessun movimento.</p>
          ) : (
            <>
              <table className="table table-stack">
                <caption className="visually-hidden">{TITOLI[conto]}</caption>
                <thead>
                  <tr>
                    <th scope="col">Giorno</th>
                    <th scope="col">Movimento</th>
                    <th scope="col">Importo</th>
                    <th scope="col">Azioni</th>
                  </tr>
                </thead>
                <tbody>
                  {edges.map(({ cursor, node }) => (
                    <Riga key={cursor} movimento={node} onStorna={setStornato} />
                  ))}
                </tbody>
              </table>
              <AltrePagine di={TITOLI[conto].toLowerCase()} cursori={cursori} pageInfo={pageInfo} />
              <EstrattoConto conto={{ servizio, conto, famiglia }} />
            </>
          )
        }
      </Loaded>
      {stornato !== null && (
        <FinestraMotivo
          title="Storna il pagamento"
          azione="Storna"
          hint="Il pagamento resta fra i movimenti, con accanto il suo storno."
          invia={(motivo) => api.execute(STORNA, { famiglia, incasso: stornato, motivo })}
          onFatto={() => {
            setStornato(null)
            announce('Il pagamento è stornato.')
            void onScritto()
          }}
          onClose={() => setStornato(null)}
        />
      )}
    </>
  )
}

interface RigaProps {
  readonly movimento: MovimentoFragment
  readonly onStorna: (incasso: string) => void
}

function Riga({ movimento: m, onStorna }: RigaProps) {
  const io = useIo()
  // pagoPA and credit register themselves, and are undone where they come from.
  const aMano = m.causa === 'INCASSO' && m.mezzo !== 'PAGOPA' && m.mezzo !== 'CREDITO'
  return (
    <tr>
      <th scope="row">{scriviGiorno(m.giorno)}</th>
      <td data-label="Movimento">
        {m.descrizione}
        <span className="d-block small">
          {m.mezzo && `${MEZZI[m.mezzo]}; `}registrato il {scriviIstante(m.registratoIl)}
        </span>
      </td>
      <td data-label="Importo" className="amount">
        {scriviDifferenza(m.importo)}
      </td>
      <td>
        {aMano && m.incasso != null && puo(io, 'conti:scrivi') && (
          <button type="button" className="btn-inline" onClick={() => onStorna(m.incasso as string)}>
            Storna<span className="visually-hidden">: {m.descrizione}, {scriviDifferenza(m.importo)}</span>
          </button>
        )}
        {m.incasso != null && m.mezzo === 'PAGOPA' && (
          <a href={pdfDellaRicevuta(m.incasso)} download>
            Ricevuta<span className="visually-hidden">: {m.descrizione}, {scriviGiorno(m.giorno)}</span>
          </a>
        )}
      </td>
    </tr>
  )
}
