import './pagamenti.css'
import { Button } from 'design-react-kit'
import { pdfDellAvviso } from '../../kit/denaro/documenti'
import { scriviImporto } from '../../kit/denaro/importo'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { Panel } from '../../kit/elements/Panel'
import { useCommand } from '../../kit/graphql/useCommand'
import { useQuery } from '../../kit/graphql/useQuery'
import { scriviGiorno } from '../../kit/tempo/giorno'
import { api } from '../api'
import type { AvvisoFragment } from '../gql/graphql'
import { paroleDelServizio } from '../utenti/servizio'
import { RICARICHE_DA_PAGARE } from './avvisi'
import { vaiAPagare } from './checkout'

/** Top-ups that were asked for and not paid: they can be paid at a counter too. */
export function AvvisiDaPagare() {
  const avvisi = useQuery(api, RICARICHE_DA_PAGARE, {})
  const paga = useCommand((avviso: AvvisoFragment) => vaiAPagare([avviso]))
  if (!avvisi.data) return <ErrorNotice error={avvisi.error} onRetry={avvisi.reload} />
  const ricariche = avvisi.data.ricaricheDaPagare
  if (ricariche.length === 0) return null
  return (
    <Panel title="Ricariche non pagate">
      <p>Si possono pagare online, oppure in banca, in tabaccheria e alle poste con l’avviso stampato.</p>
      <ErrorNotice error={paga.error} />
      <ul className="notices">
        {ricariche.map((avviso) => (
          <li key={avviso.id}>
            <strong>
              {paroleDelServizio(avviso.servizio).nome}: {scriviImporto(avviso.importo)}
            </strong>
            <span className="d-block small">
              Avviso {avviso.numero}, da pagare entro il {scriviGiorno(avviso.scadenza)}
            </span>
            <span className="button-row">
              <Button color="primary" outline size="sm" disabled={paga.pending} onClick={() => void paga.send(avviso)}>
                Paga<span className="visually-hidden"> l’avviso {avviso.numero}</span>
              </Button>
              <a href={pdfDellAvviso(avviso.id)} download>
                Scarica<span className="visually-hidden"> l’avviso {avviso.numero}</span>
              </a>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
