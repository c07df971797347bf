import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import { useParams } from 'react-router'
import { scriviImporto } from '../../kit/denaro/importo'
import { AltrePagine } from '../../kit/elements/AltrePagine'
import { useAnnounce } from '../../kit/elements/Announcer'
import { DataList } from '../../kit/elements/DataList'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { Field } from '../../kit/elements/Field'
import { Loaded } from '../../kit/elements/Loaded'
import { Notice } from '../../kit/elements/Notice'
import { Panel } from '../../kit/elements/Panel'
import { useCommand } from '../../kit/graphql/useCommand'
import { useCursori } from '../../kit/graphql/useCursori'
import { useQuery } from '../../kit/graphql/useQuery'
import { NotFound } from '../../kit/page/NotFound'
import { Page } from '../../kit/page/Page'
import { scriviGiorno } from '../../kit/tempo/giorno'
import { scriviIstante } from '../../kit/tempo/istante'
import { api } from '../api'
import { graphql } from '../gql'
import type { FlussoFragment } from '../gql/graphql'
import { puo } from '../permessi'
import { useIo } from '../sessione'
import { STATI_RIGA } from './pagopa'

const FLUSSO = graphql(`
  query FlussoPagopa($flusso: ID!, $first: Int!, $after: String) {
    flussoPagopa(flusso: $flusso) {
      ...Flusso
    }
    righeFlusso(flusso: $flusso, first: $first, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          id
          iuv
          iur
          importo
          giorno
          stato
          ricevuta {
            importo
            numero
          }
        }
      }
    }
  }
`)

const RISCONTRA = graphql(`
  mutation RiscontraFlusso($flusso: ID!, $provvisorio: String) {
    riscontraFlusso(flusso: $flusso, provvisorio: $provvisorio) {
      ...Flusso
    }
  }
`)

const PER_PAGINA = 50

/** One credit transfer and the payments that it is made of. */
export function Flusso() {
  const { id = '' } = useParams()
  return /^\d{1,9}$/.test(id) ? <Accredito id={id} /> : <NotFound />
}

function Accredito({ id }: { readonly id: string }) {
  const cursori = useCursori()
  const query = useQuery(api, FLUSSO, { flusso: id, first: PER_PAGINA, after: cursori.after })
  return (
    <Page title="Accredito" crumbs={[{ label: 'pagoPA', to: '/pagopa' }]}>
      <Loaded query={query} lines={10}>
        {({ flussoPagopa: flusso, righeFlusso: { edges, pageInfo } }) => (
          <>
            <Dati flusso={flusso} onRiscontrato={query.reload} />
            <Panel title="Pagamenti">
              <table className="table table-stack">
                <caption className="visually-hidden">Pagamenti dell’accredito</caption>
                <thead>
                  <tr>
                    <th scope="col">IUV</th>
                    <th scope="col">Giorno</th>
                    <th scope="col">Importo</th>
                    <th scope="col">Stato</th>
                  </tr>
                </thead>
                <tbody>
                  {edges.map(({ node }) => (
                    <tr key={node.id}>
                      <th scope="row" className="text-break">
                        {node.iuv}
                        <span className="d-block small text-break">Ricevuta {node.iur}</span>
                      </th>
                      <td data-label="Giorno">{scriviGiorno(node.giorno)}</td>
                      <td data-label="Importo" className="amount">
                        {scriviImporto(node.importo)}
                      </td>
                      <td data-label="Stato">
                        {STATI_RIGA[node.stato]}
                        {node.stato === 'IMPORTO_DIVERSO' && node.ricevuta && `: ${scriviImporto(node.ricevuta.importo)}`}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
              <AltrePagine di="pagamenti" cursori={cursori} pageInfo={pageInfo} />
            </Panel>
          </>
        )}
      </Loaded>
    </Page>
  )
}

interface DatiProps {
  readonly flusso: FlussoFragment
  readonly onRiscontrato: () => Promise<void>
}

function Dati({ flusso, onRiscontrato }: DatiProps) {
  const io = useIo()
  return (
    <Panel title="L’accredito">
      {!flusso.quadra && (
        <Notice tone="warning">Numero o importo dichiarati dalla banca non sono quelli dei pagamenti elencati.</Notice>
      )}
      <DataList
        rows={[
          ['Accredito (TRN)', flusso.regolamento],
          ['Flusso', flusso.flusso],
          ['Banca', flusso.mittente],
          ['Giorno', scriviGiorno(flusso.dataRegolamento)],
          ['Importo', scriviImporto(flusso.importo)],
          ['Pagamenti', String(flusso.quanti)],
          ['Da chiarire', String(flusso.daChiarire)],
          ['Provvisorio di entrata', flusso.provvisorio ?? 'non ancora ritrovato'],
          ...(flusso.riscontratoDa && flusso.riscontratoIl
            ? ([['Ritrovato da', `${flusso.riscontratoDa} il ${scriviIstante(flusso.riscontratoIl)}`]] as const)
            : []),
        ]}
      />
      {puo(io, 'conti:scrivi') && <Riscontro flusso={flusso} onRiscontrato={onRiscontrato} />}
    </Panel>
  )
}

function Riscontro({ flusso, onRiscontrato }: DatiProps) {
  const announce = useAnnounce()
  const [provvisorio, setProvvisorio] = useState(flusso.provvisorio ?? '')
  const riscontra = useCommand(() => api.execute(RISCONTRA, { flusso: flusso.id, provvisorio: provvisorio.trim() || null }))

  async function submit(event: FormEvent) {
    event.preventDefault()
    const fatto = await riscontra.send()
    if (!fatto) return
    announce(fatto.riscontraFlusso.provvisorio == null ? 'L’accredito è di nuovo da ritrovare.' : 'L’accredito è ritrovato.')
    await onRiscontrato()
  }

  return (
    <form className="filters" onSubmit={(e) => void submit(e)}>
      <Field
        label="Provvisorio di entrata"
        hint="Il numero con cui il tesoriere ha registrato l’accredito."
        autoComplete="off"
        maxLength={40}
        error={riscontra.error?.field === 'provvisorio' ? riscontra.error.message : null}
        value={provvisorio}
        onChange={(e) => setProvvisorio(e.target.value)}
      />
      <Button type="submit" color="primary" disabled={riscontra.pending}>
        Registra
      </Button>
      <ErrorNotice error={riscontra.error} fields={['provvisorio']} />
    </form>
  )
}
