import { Badge } from 'design-react-kit'
import { useSearchParams } from 'react-router'
import { scriviImporto } from '../../kit/denaro/importo'
import { scriviPrezzo } from '../../kit/denaro/prezzoUnitario'
import { AltrePagine } from '../../kit/elements/AltrePagine'
import { Loaded } from '../../kit/elements/Loaded'
import { Panel } from '../../kit/elements/Panel'
import { useCursori } from '../../kit/graphql/useCursori'
import { useQuery } from '../../kit/graphql/useQuery'
import { inizioAnnoScolastico } from '../../kit/tempo/annoScolastico'
import { leggiGiorno, scriviGiorno, type Giorno } from '../../kit/tempo/giorno'
import { oggi } from '../../kit/tempo/orologio'
import { api } from '../api'
import { graphql } from '../gql'
import type { ConsumoFragment, Servizio, StatoConsumo } from '../gql/graphql'
import { PeriodoPresenze } from '../presenze/PeriodoPresenze'
import { PulsantePerche, type Spiegato } from './PercheImporto'

const CONSUMI = graphql(`
  query Consumi($servizio: Servizio!, $dal: Giorno, $al: Giorno, $first: Int!, $after: String) {
    consumi(servizio: $servizio, dal: $dal, al: $al, first: $first, after: $after) {
      totaleConsumi
      totaleImporto
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          ...Consumo
        }
      }
    }
    figli {
      id
      nome
    }
  }
  fragment Consumo on ConsumoFamiglia {
    id
    giorno
    alunno
    quantita
    prezzo
    importo
    fascia
    stato
    spiegazione {
      ...PassoSpiegazione
    }
  }
`)

const PER_PAGINA = 10

interface ConsumiServizioProps {
  readonly servizio: Servizio
  readonly onPerche: (spiegato: Spiegato) => void
}

/** What the children consumed, of this school year unless other days are asked for. */
export function ConsumiServizio({ servizio, onPerche }: ConsumiServizioProps) {
  const [search, setSearch] = useSearchParams()
  const dal = leggiGiorno(search.get('dal')) ?? inizioAnnoScolastico(oggi())
  const al = leggiGiorno(search.get('al'))
  const cursori = useCursori()
  const consumi = useQuery(api, CONSUMI, { servizio, dal, al, first: PER_PAGINA, after: cursori.after })

  function cambiaPeriodo(nuovo: { readonly dal: Giorno | null; readonly al: Giorno | null }) {
    cursori.daCapo()
    setSearch(Object.entries(nuovo).filter((voce): voce is [string, Giorno] => voce[1] !== null))
  }

  return (
    <Panel title="Consumi">
      <PeriodoPresenze periodo={{ dal, al }} onPeriodo={cambiaPeriodo} />
      <Loaded query={consumi} lines={6}>
        {({ consumi: { edges, pageInfo, totaleConsumi, totaleImporto }, figli }) =>
          edges.length === 0 ? (
            <p className="mb-0">Nessun consumo in questo periodo.</p>
          ) : (
            <>
              <dl className="totals">
                <div>
                  <dt>Consumi del periodo</dt>
                  <dd>{totaleConsumi}</dd>
                </div>
                <div>
                  <dt>Importo del periodo</dt>
                  <dd>{scriviImporto(totaleImporto)}</dd>
                </div>
              </dl>
              <table className="table table-stack">
                <caption className="visually-hidden">Consumi del periodo</caption>
                <thead>
                  <tr>
                    <th scope="col">Giorno</th>
                    <th scope="col">Utente</th>
                    <th scope="col">Fascia</th>
                    <th scope="col">Prezzo</th>
                    <th scope="col">Importo</th>
                    <th scope="col">Stato</th>
                    <th scope="col">Spiegazione</th>
                  </tr>
                </thead>
                <tbody>
                  {edges.map(({ node }) => (
                    <Riga
                      key={node.id}
                      consumo={node}
                      figlio={figli.find(({ id }) => id === node.alunno)?.nome ?? '—'}
                      onPerche={onPerche}
                    />
                  ))}
                </tbody>
              </table>
              <AltrePagine di="consumi" cursori={cursori} pageInfo={pageInfo} />
            </>
          )
        }
      </Loaded>
    </Panel>
  )
}

const STATI: Record<StatoConsumo, string> = {
  IN_ATTESA: 'In attesa di addebito',
  ADDEBITATO: 'Scalato dal credito',
  EMESSO: 'In una retta',
  COMPRESO: 'Compreso nella quota',
  DA_VERIFICARE: 'Da verificare',
}

interface RigaProps {
  readonly consumo: ConsumoFragment
  readonly figlio: string
  readonly onPerche: ConsumiServizioProps['onPerche']
}

function Riga({ consumo, figlio, onPerche }: RigaProps) {
  const { giorno, quantita, prezzo, importo, fascia, stato, spiegazione } = consumo
  // An amount that no rule could give is «da verificare», never zero.
  const daVerificare = stato === 'DA_VERIFICARE'
  return (
    <tr>
      <th scope="row">{scriviGiorno(giorno)}</th>
      <td data-label="Utente">
        {figlio}
        {quantita < 0 && <span className="d-block small">Correzione di un consumo già pagato</span>}
      </td>
      <td data-label="Fascia">{fascia ?? '—'}</td>
      <td data-label="Prezzo" className="amount">
        {prezzo == null ? '—' : scriviPrezzo(prezzo)}
      </td>
      <td data-label="Importo" className="amount">
        {importo == null || daVerificare ? '—' : scriviImporto(importo)}
      </td>
      <td data-label="Stato">{daVerificare ? <Badge color="warning">{STATI[stato]}</Badge> : STATI[stato]}</td>
      <td>
        <PulsantePerche
          spiegato={{ oggetto: `Consumo di ${figlio} del ${scriviGiorno(giorno)}`, quantita, prezzo, importo, spiegazione }}
          onPerche={onPerche}
        />
      </td>
    </tr>
  )
}
