import { Link, Navigate } from 'react-router'
import { Loaded } from '../../kit/elements/Loaded'
import { Notice } from '../../kit/elements/Notice'
import { useQuery } from '../../kit/graphql/useQuery'
import { Page } from '../../kit/page/Page'
import { api } from '../api'
import { FIGLI } from '../utenti/figli'
import { prenotabili } from './prenotabili'

/** The child and the service to book for; with only one there is nothing to choose. */
export function Prenotazioni() {
  const figli = useQuery(api, FIGLI, {})
  const voci = figli.data ? prenotabili(figli.data.figli) : []
  const [sola] = voci
  if (sola && voci.length === 1) return <Navigate to={`/prenotazioni/${sola.iscrizione}`} replace />
  return (
    <Page title="Prenotazioni" lead={<p>Scegli per chi e per quale servizio vuoi vedere il calendario.</p>}>
      <Loaded query={figli}>
        {() =>
          voci.length === 0 ? (
            <Notice tone="info">Nessuno dei tuoi figli è iscritto a un servizio con prenotazione.</Notice>
          ) : (
            <ul className="cards">
              {voci.map((voce) => (
                <li key={voce.iscrizione} className="panel">
                  <h2 className="h4">
                    <Link to={`/prenotazioni/${voce.iscrizione}`} className="card-link">
                      {voce.alunno}
                    </Link>
                  </h2>
                  <p className="mb-0">
                    {voce.servizio}
                    <br />
                    {voce.scuola}, classe {voce.classe}
                  </p>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  )
}
