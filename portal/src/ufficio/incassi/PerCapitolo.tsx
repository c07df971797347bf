import { Link } from 'react-router'
import { scriviImporto } from '../../kit/denaro/importo'
import { Icon } from '../../kit/elements/Icon'
import { Loaded } from '../../kit/elements/Loaded'
import { Panel } from '../../kit/elements/Panel'
import { useQuery } from '../../kit/graphql/useQuery'
import type { Giorno } from '../../kit/tempo/giorno'
import { api } from '../api'
import { MEZZI } from '../conti/mezzi'
import type { RiepilogoCapitoliQuery } from '../gql/graphql'
import { nomeServizio } from '../servizi'
import { CAPITOLI_DEL_PERIODO, fileDeiCapitoli, VOCI } from './capitoli'

interface Periodo {
  readonly dal: Giorno
  readonly al: Giorno
}

type RigaCapitolo = RiepilogoCapitoliQuery['riepilogoCapitoli'][number]

/** What came in and went out by chapter of the budget, and the same as a file for the accounting program. */
export function PerCapitolo({ dal, al }: Periodo) {
  const query = useQuery(api, CAPITOLI_DEL_PERIODO, { dal, al })
  return (
    <Panel title="Per capitolo del bilancio">
      <Loaded query={query} lines={4}>
        {({ riepilogoCapitoli: righe }) =>
          righe.length === 0 ? (
            <p className="mb-0">In questi giorni non è entrato né uscito nulla.</p>
          ) : (
            <TabellaCapitoli dal={dal} al={al} righe={righe} />
          )
        }
      </Loaded>
    </Panel>
  )
}

interface TabellaCapitoliProps extends Periodo {
  readonly righe: readonly RigaCapitolo[]
}

function TabellaCapitoli({ dal, al, righe }: TabellaCapitoliProps) {
  return (
    <>
      <p className="button-row">
        {(['csv', 'xlsx'] as const).map((formato) => (
          <a
            key={formato}
            className="btn btn-outline-primary btn-sm"
            href={fileDeiCapitoli(dal, al, formato)}
            download
          >
            <Icon name="download" /> Scarica i capitoli in {formato.toUpperCase()}
          </a>
        ))}
      </p>
      {righe.some(({ capitolo }) => !capitolo) && (
        <p>
          Alcuni importi non hanno un capitolo: si indica in{' '}
          <Link to="/conti/come-si-paga">Come si paga ogni servizio</Link>.
        </p>
      )}
      <table className="table table-stack">
        <caption className="visually-hidden">Incassi e rimborsi per capitolo</caption>
        <thead>
          <tr>
            <th scope="col">Capitolo</th>
            <th scope="col">Servizio</th>
            <th scope="col">Voce</th>
            <th scope="col">Modo</th>
            <th scope="col">Importo</th>
          </tr>
        </thead>
        <tbody>
          {righe.map((riga) => (
            <tr key={`${riga.servizio}${riga.voce}${riga.mezzo}`}>
              <th scope="row">{riga.capitolo ?? 'Senza capitolo'}</th>
              <td data-label="Servizio">{nomeServizio(riga.servizio)}</td>
              <td data-label="Voce">{VOCI[riga.voce]}</td>
              <td data-label="Modo">{MEZZI[riga.mezzo]}</td>
              <td data-label="Importo" className="amount">
                {scriviImporto(riga.importo)}
                {riga.uscita && ' in uscita'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
