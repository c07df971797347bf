import { Badge } from 'design-react-kit'
import { pdfDellaRetta, pdfDellAvviso } from '../../kit/denaro/documenti'
import { scriviImporto } from '../../kit/denaro/importo'
import { AltrePagine } from '../../kit/elements/AltrePagine'
import { Icon } from '../../kit/elements/Icon'
import { Loaded } from '../../kit/elements/Loaded'
import { Panel } from '../../kit/elements/Panel'
import { useCursori } from '../../kit/graphql/useCursori'
import { useQuery } from '../../kit/graphql/useQuery'
import { scriviGiorno } from '../../kit/tempo/giorno'
import { api } from '../api'
import { STATI_RETTA } from '../emissioni/rette'
import { graphql } from '../gql'
import type { RetteFamigliaQuery } from '../gql/graphql'

const RETTE = graphql(`
  query RetteFamiglia($famiglia: ID!, $first: Int!, $after: String) {
    retteFamiglia(famiglia: $famiglia, first: $first, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          ...Retta
        }
      }
    }
  }
`)

const PER_PAGINA = 5

type Retta = RetteFamigliaQuery['retteFamiglia']['edges'][number]['node']

/** The bills of a family, the latest first, each with its instalments and their notices. */
export function RetteFamiglia({ famiglia }: { readonly famiglia: string }) {
  const cursori = useCursori()
  const rette = useQuery(api, RETTE, { famiglia, first: PER_PAGINA, after: cursori.after })
  return (
    <Panel title="Rette">
      <Loaded query={rette}>
        {({ retteFamiglia: { edges, pageInfo } }) =>
          edges.length === 0 ? (
            <p className="mb-0">Nessuna.</p>
          ) : (
            <>
              <ul className="rows mb-0" aria-label="Rette della famiglia">
                {edges.map(({ node }) => (
                  <li key={node.id}>
                    <VoceRetta retta={node} />
                  </li>
                ))}
              </ul>
              <AltrePagine di="rette" cursori={cursori} pageInfo={pageInfo} />
            </>
          )
        }
      </Loaded>
    </Panel>
  )
}

function VoceRetta({ retta }: { readonly retta: Retta }) {
  const { nome, colore } = STATI_RETTA[retta.stato]
  return (
    <>
      <strong>{retta.descrizione}</strong> (retta n. {retta.id}){' '}
      <Badge color={colore}>{nome}</Badge>
      <br />
      <span className="amount">{scriviImporto(retta.importo)}</span>, pagati{' '}
      <span className="amount">{scriviImporto(retta.pagato)}</span>
      {retta.motivo && ` (${retta.motivo})`}{' '}
      <a href={pdfDellaRetta(retta.id)} download>
        <Icon name="download" /> Scarica<span className="visually-hidden"> la retta n. {retta.id}</span>
      </a>
      <ul className="small mb-0">
        {retta.rate.map((rata) => (
          <li key={rata.id}>
            Rata {rata.numero}, scadenza {scriviGiorno(rata.scadenza)}: {scriviImporto(rata.importo)}
            {rata.pagato >= rata.importo ? ', pagata' : rata.scaduta ? ', scaduta' : ''}
            {rata.avviso && (
              <>
                {' '}
                <Avviso avviso={rata.avviso} pagabile={retta.stato === 'EMESSA' && rata.pagato < rata.importo} />
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

interface AvvisoProps {
  readonly avviso: NonNullable<Retta['rate'][number]['avviso']>
  readonly pagabile: boolean
}

/** The number of a notice, by which an office finds a payment; to be printed while it can be paid. */
function Avviso({ avviso, pagabile }: AvvisoProps) {
  const nome = (
    <>
      Avviso <span className="text-break">{avviso.numero}</span>
    </>
  )
  return pagabile ? (
    <a href={pdfDellAvviso(avviso.id)} download>
      <Icon name="download" /> {nome}
    </a>
  ) : (
    nome
  )
}
