import { Link } from 'react-router'
import { scriviImporto, somma } from '../../kit/denaro/importo'
import { Loaded } from '../../kit/elements/Loaded'
import { Notice } from '../../kit/elements/Notice'
import { useQuery } from '../../kit/graphql/useQuery'
import { Page } from '../../kit/page/Page'
import { api } from '../api'
import type { StatoServizioFragment } from '../gql/graphql'
import { AzioniCredito } from './AzioniCredito'
import { SchedaConto } from './SchedaConto'
import { STATO_CONTABILE } from './statoContabile'

/** «Stato contabile»: what the family has and owes for each service. */
export function StatoContabile() {
  const stati = useQuery(api, STATO_CONTABILE, {})
  return (
    <Page title="Stato contabile" lead={<p>Il credito e quanto resta da pagare, servizio per servizio.</p>}>
      <Loaded query={stati} lines={8}>
        {({ statoContabile }) =>
          statoContabile.length === 0 ? (
            <Notice tone="info">Il comune non ha ancora stabilito come si pagano i servizi.</Notice>
          ) : (
            <>
              <TotaleDovuto stati={statoContabile} />
              <ul className="cards">
                {statoContabile.map((stato) => (
                  <li key={stato.servizio}>
                    <SchedaConto stato={stato} stati={statoContabile} />
                  </li>
                ))}
              </ul>
              <AzioniCredito stati={statoContabile} onFatto={stati.reload} />
            </>
          )
        }
      </Loaded>
    </Page>
  )
}

function TotaleDovuto({ stati }: { readonly stati: readonly StatoServizioFragment[] }) {
  const daPagare = somma(stati.map((s) => s.daPagare))
  const scaduto = somma(stati.map((s) => s.scaduto))
  return (
    <>
      {scaduto > 0 && (
        <Notice tone="warning">
          Sono scaduti <strong>{scriviImporto(scaduto)}</strong>. <Link to="/pagamenti">Vedi le rette da pagare</Link>
        </Notice>
      )}
      <dl className="totals">
        <div>
          <dt>Totale da pagare</dt>
          <dd>{scriviImporto(daPagare)}</dd>
        </div>
      </dl>
    </>
  )
}
