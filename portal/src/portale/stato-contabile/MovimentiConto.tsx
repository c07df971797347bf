import { pdfDellaRicevuta } from '../../kit/denaro/documenti'
import { EstrattoConto } from '../../kit/denaro/EstrattoConto'
import { scriviDifferenza } from '../../kit/denaro/importo'
import { AltrePagine } from '../../kit/elements/AltrePagine'
import { Loaded } from '../../kit/elements/Loaded'
import { Panel } from '../../kit/elements/Panel'
import { useCursori } from '../../kit/graphql/useCursori'
import { useQuery } from '../../kit/graphql/useQuery'
import { scriviGiorno } from '../../kit/tempo/giorno'
import { api } from '../api'
import { graphql } from '../gql'
import type { MovimentoFragment, QualeConto, Servizio } from '../gql/graphql'
import { PulsantePerche, type Spiegato } from './PercheImporto'

const MOVIMENTI = graphql(`
  query Movimenti($servizio: Servizio!, $conto: QualeConto!, $first: Int!, $after: String) {
    movimenti(servizio: $servizio, conto: $conto, first: $first, after: $after) {
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
    figli {
      id
      nome
    }
  }
  fragment Movimento on Movimento {
    giorno
    descrizione
    importo
    alunno
    prezzo
    fascia
    incasso
    mezzo
    spiegazione {
      ...PassoSpiegazione
    }
  }
`)

const PER_PAGINA = 10

interface MovimentiContoProps {
  readonly servizio: Servizio
  readonly conto: QualeConto
  /** Whether an account that nothing ever moved is left out of the page. */
  readonly seMosso?: boolean
  readonly onPerche: (spiegato: Spiegato) => void
}

const TITOLI: Record<QualeConto, string> = { ELETTRONICO: 'Movimenti del credito', RETTE: 'Movimenti delle rette' }

/** What moved an account, newest first. */
export function MovimentiConto({ servizio, conto, seMosso = false, onPerche }: MovimentiContoProps) {
  const cursori = useCursori()
  const movimenti = useQuery(api, MOVIMENTI, { servizio, conto, first: PER_PAGINA, after: cursori.after })
  const vuoto = movimenti.data === null || movimenti.data.movimenti.edges.length === 0
  if (seMosso && vuoto && cursori.pagina === 1 && movimenti.error === null) return null
  return (
    <Panel title={TITOLI[conto]}>
      <Loaded query={movimenti} lines={6}>
        {({ movimenti: { edges, pageInfo }, figli }) =>
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
                    <th scope="col" className="amount">
                      Importo
                    </th>
                    <th scope="col">Documenti</th>
                  </tr>
                </thead>
                <tbody>
                  {edges.map(({ cursor, node }) => (
                    <Riga
                      key={cursor}
                      movimento={node}
                      figlio={figli.find(({ id }) => id === node.alunno)?.nome}
                      onPerche={onPerche}
                    />
                  ))}
                </tbody>
              </table>
              <AltrePagine di={TITOLI[conto].toLowerCase()} cursori={cursori} pageInfo={pageInfo} />
              <EstrattoConto conto={{ servizio, conto }} />
            </>
          )
        }
      </Loaded>
    </Panel>
  )
}

const MEZZI: Record<NonNullable<MovimentoFragment['mezzo']>, string> = {
  CONTANTI: 'in contanti',
  CARTA: 'con carta, allo sportello',
  BONIFICO: 'con bonifico',
  PAGOPA: 'con pagoPA',
  CREDITO: 'con il credito del conto',
}

interface RigaProps {
  readonly movimento: MovimentoFragment
  readonly figlio: string | undefined
  readonly onPerche: MovimentiContoProps['onPerche']
}

function Riga({ movimento, figlio, onPerche }: RigaProps) {
  const { giorno, descrizione, importo, incasso, mezzo, prezzo, fascia, spiegazione } = movimento
  const dettagli = [figlio, mezzo && MEZZI[mezzo], fascia].filter(Boolean)
  return (
    <tr>
      <th scope="row">{scriviGiorno(giorno)}</th>
      <td data-label="Movimento">
        {descrizione}
        {dettagli.length > 0 && <span className="d-block small">{dettagli.join(', ')}</span>}
      </td>
      <td data-label="Importo" className="amount">
        {scriviDifferenza(importo)}
      </td>
      <td>
        <PulsantePerche
          spiegato={{ oggetto: `${descrizione}, ${scriviGiorno(giorno)}`, quantita: 1, prezzo, spiegazione }}
          onPerche={onPerche}
        />
        {incasso != null && mezzo === 'PAGOPA' && (
          <a href={pdfDellaRicevuta(incasso)} download>
            Ricevuta
            <span className="visually-hidden">
              : {descrizione}, {scriviGiorno(giorno)}
            </span>
          </a>
        )}
      </td>
    </tr>
  )
}
