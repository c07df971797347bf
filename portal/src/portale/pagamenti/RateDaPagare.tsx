import './pagamenti.css'
import { Badge, Button } from 'design-react-kit'
import { useState } from 'react'
import { scriviImporto, somma } from '../../kit/denaro/importo'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { Notice } from '../../kit/elements/Notice'
import { Panel } from '../../kit/elements/Panel'
import { useCommand } from '../../kit/graphql/useCommand'
import { useQuery } from '../../kit/graphql/useQuery'
import { scriviGiorno } from '../../kit/tempo/giorno'
import { api } from '../api'
import { paroleDelServizio } from '../utenti/servizio'
import { AVVISI_INSIEME, vaiAPagare } from './checkout'
import { AVVISA_RATA } from './avvisi'
import { rateAperte, type RataAperta } from './rateAperte'
import { RETTE_DA_PAGARE } from './rette'
import { StampaAvviso } from './StampaAvviso'

/** The instalments that are not paid: one or some of them at once. */
export function RateDaPagare() {
  const rette = useQuery(api, RETTE_DA_PAGARE, {})
  return (
    <>
      <ErrorNotice error={rette.error} onRetry={rette.reload} />
      {rette.data && <ScegliRate aperte={rateAperte(rette.data.retteDaPagare.edges.map(({ node }) => node))} />}
      {rette.data?.retteDaPagare.pageInfo.hasNextPage && (
        <Notice tone="info">Ci sono altre rette da pagare, più vecchie: compaiono quando queste sono pagate.</Notice>
      )}
    </>
  )
}

function ScegliRate({ aperte }: { readonly aperte: readonly RataAperta[] }) {
  const [scelte, setScelte] = useState<ReadonlySet<string>>(new Set())
  const paga = useCommand(async (rate: readonly string[]) => {
    const avvisi = []
    for (const rata of rate) avvisi.push((await api.execute(AVVISA_RATA, { rata })).avvisaRata)
    await vaiAPagare(avvisi)
  })
  if (aperte.length === 0) return null

  function scegli(rata: string) {
    const nuove = new Set(scelte)
    if (!nuove.delete(rata)) nuove.add(rata)
    setScelte(nuove)
  }

  const quante = aperte.filter(({ id }) => scelte.has(id))
  const totale = somma(quante.map(({ resta }) => resta))
  return (
    <Panel title="Rate da pagare">
      <table className="table table-stack">
        <caption className="visually-hidden">Rate da pagare</caption>
        <thead>
          <tr>
            <th scope="col">Scegli</th>
            <th scope="col">Retta</th>
            <th scope="col">Scadenza</th>
            <th scope="col">Da pagare</th>
            <th scope="col">Avviso</th>
          </tr>
        </thead>
        <tbody>
          {aperte.map((rata) => (
            <tr key={rata.id}>
              <td data-label="Scegli">
                <input
                  type="checkbox"
                  className="pick"
                  aria-label={`Paga: ${rata.descrizione}, rata ${rata.numero}`}
                  checked={scelte.has(rata.id)}
                  disabled={!scelte.has(rata.id) && scelte.size >= AVVISI_INSIEME}
                  onChange={() => scegli(rata.id)}
                />
              </td>
              <th scope="row">
                {rata.descrizione}, rata {rata.numero}
                <span className="d-block small">{paroleDelServizio(rata.servizio).nome}</span>
              </th>
              <td data-label="Scadenza">
                {scriviGiorno(rata.scadenza)} {rata.scaduta && <Badge color="danger">Scaduta</Badge>}
              </td>
              <td data-label="Da pagare" className="amount">
                {scriviImporto(rata.resta)}
              </td>
              <td data-label="Avviso">
                <StampaAvviso rata={rata.id} descrizione={`${rata.descrizione}, rata ${rata.numero}`} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="small">Si possono pagare insieme fino a {AVVISI_INSIEME} rate.</p>
      <ErrorNotice error={paga.error} />
      <Button
        color="primary"
        disabled={quante.length === 0 || paga.pending}
        onClick={() => void paga.send(quante.map(({ id }) => id))}
      >
        {paga.pending ? 'Apertura di pagoPA…' : `Paga con pagoPA ${quante.length > 0 ? scriviImporto(totale) : ''}`}
      </Button>
    </Panel>
  )
}
