import { useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { AltrePagine } from '../../kit/elements/AltrePagine'
import { Loaded } from '../../kit/elements/Loaded'
import { Notice } from '../../kit/elements/Notice'
import { useCursori } from '../../kit/graphql/useCursori'
import { useQuery } from '../../kit/graphql/useQuery'
import { scriviImporto } from '../../kit/denaro/importo'
import { Page } from '../../kit/page/Page'
import { leggiGiorno } from '../../kit/tempo/giorno'
import { api } from '../api'
import { graphql } from '../gql'
import { PerchePrezzo } from './PerchePrezzo'
import { PeriodoPresenze } from './PeriodoPresenze'
import { TabellaPresenze } from './TabellaPresenze'
import type { PresenzaFragment } from '../gql/graphql'

const PRESENZE = graphql(`
  query Presenze($alunno: ID!, $iscrizione: ID!, $dal: Giorno, $al: Giorno, $first: Int!, $after: String) {
    alunno(id: $alunno) {
      nome
      cognome
    }
    presenze(iscrizione: $iscrizione, dal: $dal, al: $al, first: $first, after: $after) {
      totalePasti
      totaleImporto
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          ...Presenza
        }
      }
    }
  }
  fragment Presenza on Presenza {
    id
    giorno
    stato
    articolo
    prezzoUnitario
    importo
    fascia
    daVerificare
    correttaPer
    motivazione {
      codice
      testo
      articolo
      dati {
        nome
        valore
      }
      parametro
      dopo
    }
  }
`)

const PER_PAGINA = 20

/** The meals of a child: when, at which price, and why that price. */
export function Presenze() {
  const { alunno = '', iscrizione = '' } = useParams()
  const [search, setSearch] = useSearchParams()
  const dal = leggiGiorno(search.get('dal'))
  const al = leggiGiorno(search.get('al'))
  const cursori = useCursori()
  const presenze = useQuery(api, PRESENZE, { alunno, iscrizione, dal, al, first: PER_PAGINA, after: cursori.after })
  const [spiegata, setSpiegata] = useState<PresenzaFragment | null>(null)

  function cambiaPeriodo(nuovo: { dal: string | null; al: string | null }) {
    cursori.daCapo()
    setSearch(Object.entries(nuovo).filter((voce): voce is [string, string] => voce[1] !== null))
  }

  const nome = presenze.data ? `${presenze.data.alunno.nome} ${presenze.data.alunno.cognome}` : 'Utente'
  return (
    <Page
      title="Presenze"
      lead={<p>I pasti consumati{presenze.data ? ` da ${nome}` : ''}, con l’importo di ciascuno.</p>}
      crumbs={[
        { label: 'Utenti', to: '/utenti' },
        { label: nome, to: `/utenti/${alunno}` },
      ]}
    >
      <PeriodoPresenze periodo={{ dal, al }} onPeriodo={cambiaPeriodo} />
      <Loaded query={presenze} lines={12}>
        {({ presenze: { edges, pageInfo, totalePasti, totaleImporto } }) =>
          edges.length === 0 ? (
            <Notice tone="info">Nessuna presenza registrata in questo periodo.</Notice>
          ) : (
            <>
              <dl className="totals">
                <div>
                  <dt>Pasti del periodo</dt>
                  <dd>{totalePasti}</dd>
                </div>
                <div>
                  <dt>Importo del periodo</dt>
                  <dd>{scriviImporto(totaleImporto)}</dd>
                </div>
              </dl>
              <TabellaPresenze presenze={edges.map(({ node }) => node)} onPerche={setSpiegata} />
              <AltrePagine di="presenze" cursori={cursori} pageInfo={pageInfo} />
            </>
          )
        }
      </Loaded>
      {spiegata && <PerchePrezzo presenza={spiegata} onClose={() => setSpiegata(null)} />}
    </Page>
  )
}
