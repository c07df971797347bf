import { useState } from 'react'
import { Link } from 'react-router'
import { scriviImporto } from '../../kit/denaro/importo'
import { useAnnounce } from '../../kit/elements/Announcer'
import { Icon } from '../../kit/elements/Icon'
import { Loaded } from '../../kit/elements/Loaded'
import { useQuery } from '../../kit/graphql/useQuery'
import { Page } from '../../kit/page/Page'
import { scriviGiorno } from '../../kit/tempo/giorno'
import { scriviIstante } from '../../kit/tempo/istante'
import { api } from '../api'
import { FinestraMotivo } from '../elementi/FinestraMotivo'
import { graphql } from '../gql'
import type { AffidamentoFragment } from '../gql/graphql'
import { puo } from '../permessi'
import { useIo } from '../sessione'
import { AFFIDAMENTI, fileDellaRiscossione } from './solleciti'

const RITIRA = graphql(`
  mutation RitiraAffidamento($id: ID!, $motivo: String!) {
    ritiraAffidamento(id: $id, motivo: $motivo)
  }
`)

/** The instalments that were given to whoever collects by force, and the list as a file. */
export function RiscossioneCoattiva() {
  const announce = useAnnounce()
  const affidamenti = useQuery(api, AFFIDAMENTI, {})
  const [ritira, setRitira] = useState<AffidamentoFragment | null>(null)
  return (
    <Page
      title="Riscossione coattiva"
      lead="Le rate affidate a chi riscuote, finché non si ritirano."
      crumbs={[{ label: 'Solleciti', to: '/solleciti' }]}
    >
      <Loaded query={affidamenti} lines={8}>
        {({ affidamenti: elenco }) =>
          elenco.length === 0 ? (
            <p>Nessuna rata è affidata alla riscossione coattiva.</p>
          ) : (
            <>
              <p className="button-row">
                {(['csv', 'xlsx'] as const).map((formato) => (
                  <a
                    key={formato}
                    className="btn btn-outline-primary btn-sm"
                    href={fileDellaRiscossione(formato)}
                    download
                  >
                    <Icon name="download" /> Scarica in {formato.toUpperCase()}
                  </a>
                ))}
              </p>
              <Tabella affidamenti={elenco} onRitira={setRitira} />
            </>
          )
        }
      </Loaded>
      {ritira && (
        <FinestraMotivo
          title="Ritira dalla riscossione coattiva"
          azione="Ritira"
          hint="La penale aggiunta quando è stata affidata non è più dovuta."
          invia={(motivo) => api.execute(RITIRA, { id: ritira.id, motivo })}
          onFatto={() => {
            setRitira(null)
            announce('La rata è ritirata.')
            void affidamenti.reload()
          }}
          onClose={() => setRitira(null)}
        />
      )}
    </Page>
  )
}

interface TabellaProps {
  readonly affidamenti: readonly AffidamentoFragment[]
  readonly onRitira: (affidamento: AffidamentoFragment) => void
}

function Tabella({ affidamenti, onRitira }: TabellaProps) {
  const io = useIo()
  return (
    <table className="table table-stack">
      <caption className="visually-hidden">Rate in riscossione coattiva</caption>
      <thead>
        <tr>
          <th scope="col">Chi deve pagare</th>
          <th scope="col">Che cosa</th>
          <th scope="col">Affidata</th>
          <th scope="col">Importo affidato</th>
          <th scope="col">Da pagare</th>
          <th scope="col">Azioni</th>
        </tr>
      </thead>
      <tbody>
        {affidamenti.map((a) => (
          <tr key={a.id}>
            <th scope="row">
              <Link to={`/conti/${a.famiglia}`}>{a.debitore}</Link>
              <span className="d-block small">{a.codiceFiscale}</span>
            </th>
            <td data-label="Che cosa">
              {a.descrizione}, rata {a.numero}
              <span className="d-block small">scaduta il {scriviGiorno(a.scadenza)}</span>
            </td>
            <td data-label="Affidata">
              {scriviIstante(a.affidatoIl)}
              <span className="d-block small">
                {a.affidatoDa}: {a.motivo}
              </span>
            </td>
            <td data-label="Importo affidato" className="amount">
              {scriviImporto(a.importo)}
            </td>
            <td data-label="Da pagare" className="amount">
              {a.daPagare > 0 ? scriviImporto(a.daPagare) : 'Pagata'}
            </td>
            <td>
              {puo(io, 'emissioni:scrivi') && (
                <button type="button" className="btn-inline" onClick={() => onRitira(a)}>
                  Ritira
                  <span className="visually-hidden">
                    {' '}
                    {a.debitore}, {a.descrizione}, rata {a.numero}
                  </span>
                </button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
