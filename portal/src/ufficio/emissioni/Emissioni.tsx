import { Badge } from 'design-react-kit'
import { Link } from 'react-router'
import { scriviImporto } from '../../kit/denaro/importo'
import { Loaded } from '../../kit/elements/Loaded'
import { Notice } from '../../kit/elements/Notice'
import { useQuery } from '../../kit/graphql/useQuery'
import { Page } from '../../kit/page/Page'
import { scriviGiorno } from '../../kit/tempo/giorno'
import { api } from '../api'
import { puo } from '../permessi'
import { nomeServizio } from '../servizi'
import { useIo } from '../sessione'
import { EMISSIONI, paroleDelloStato } from './emissioni'

/** The bill runs, newest first. */
export function Emissioni() {
  const io = useIo()
  const emissioni = useQuery(api, EMISSIONI, {})
  return (
    <Page title="Emissioni" lead={<p>Le rette si calcolano, si guardano e poi si emettono.</p>}>
      {puo(io, 'emissioni:scrivi') && (
        <div className="button-row">
          <Link to="/emissioni/nuova" className="btn btn-primary">
            Prepara un’emissione
          </Link>
        </div>
      )}
      <Loaded query={emissioni} lines={8}>
        {({ emissioni: elenco }) =>
          elenco.length === 0 ? (
            <Notice tone="info">Nessuna emissione.</Notice>
          ) : (
            <table className="table table-stack">
              <caption className="visually-hidden">Emissioni</caption>
              <thead>
                <tr>
                  <th scope="col">Emissione</th>
                  <th scope="col">Servizio</th>
                  <th scope="col">Periodo</th>
                  <th scope="col">Stato</th>
                  <th scope="col">Rette</th>
                  <th scope="col">Importo</th>
                </tr>
              </thead>
              <tbody>
                {elenco.map((e) => (
                  <tr key={e.id}>
                    <th scope="row">
                      <Link to={`/emissioni/${e.id}`}>{e.descrizione}</Link>
                    </th>
                    <td data-label="Servizio">{nomeServizio(e.servizio)}</td>
                    <td data-label="Periodo">
                      {scriviGiorno(e.dal)} – {scriviGiorno(e.al)}
                    </td>
                    <td data-label="Stato">
                      <Badge color={paroleDelloStato(e.stato).colore}>{paroleDelloStato(e.stato).nome}</Badge>
                    </td>
                    <td data-label="Rette">{e.rette}</td>
                    <td data-label="Importo" className="amount">
                      {scriviImporto(e.importo)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Loaded>
    </Page>
  )
}
