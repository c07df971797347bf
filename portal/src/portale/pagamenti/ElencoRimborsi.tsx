import { scriviImporto } from '../../kit/denaro/importo'
import { Loaded } from '../../kit/elements/Loaded'
import { Panel } from '../../kit/elements/Panel'
import { useQuery } from '../../kit/graphql/useQuery'
import { scriviIstante } from '../../kit/tempo/istante'
import { api } from '../api'
import { graphql } from '../gql'
import type { StatoRimborso } from '../gql/graphql'
import { paroleDelServizio } from '../utenti/servizio'

const RIMBORSI = graphql(`
  query Rimborsi {
    rimborsi {
      id
      servizio
      importo
      iban
      stato
      motivo
      chiestoIl
    }
  }
`)

const STATI: Record<StatoRimborso, string> = {
  CHIESTO: 'in attesa della decisione dell’ufficio',
  ACCOLTO: 'accolto, in pagamento',
  RIFIUTATO: 'rifiutato',
  PAGATO: 'pagato',
}

/** The refunds that were asked for; nothing when there are none. */
export function ElencoRimborsi() {
  const rimborsi = useQuery(api, RIMBORSI, {})
  return (
    <Loaded query={rimborsi}>
      {({ rimborsi: chiesti }) =>
        chiesti.length === 0 ? null : (
          <Panel title="Rimborsi chiesti">
            <ul className="rows mb-0">
              {chiesti.map((r) => (
                <li key={r.id}>
                  <strong className="amount">{scriviImporto(r.importo)}</strong>,{' '}
                  {paroleDelServizio(r.servizio).nome.toLowerCase()}: {STATI[r.stato]}
                  {r.motivo && ` (${r.motivo})`}
                  <br />
                  <span className="small">
                    Chiesto il {scriviIstante(r.chiestoIl)}, IBAN <span className="text-break">{r.iban}</span>
                  </span>
                </li>
              ))}
            </ul>
          </Panel>
        )
      }
    </Loaded>
  )
}
