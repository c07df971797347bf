import { Link } from 'react-router'
import { Loaded } from '../../kit/elements/Loaded'
import { Notice } from '../../kit/elements/Notice'
import { useQuery } from '../../kit/graphql/useQuery'
import { Page } from '../../kit/page/Page'
import { scriviGiorno } from '../../kit/tempo/giorno'
import { api } from '../api'
import type { AlunnoFragment } from '../gql/graphql'
import { FIGLI } from './figli'
import { paroleDelServizio } from './servizio'

/** The children of the family: the manual calls them Utenti. */
export function Utenti() {
  const figli = useQuery(api, FIGLI, {})
  return (
    <Page title="Utenti" lead={<p>I figli per cui sono stati richiesti i servizi scolastici.</p>}>
      <Loaded query={figli}>
        {(dati) =>
          dati.figli.length === 0 ? (
            <Notice tone="info">
              Nessun figlio risulta iscritto a un servizio. Se non è così, rivolgiti all’ufficio scuola.
            </Notice>
          ) : (
            <ul className="cards">
              {dati.figli.map((alunno) => (
                <li key={alunno.id}>
                  <Scheda alunno={alunno} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  )
}

function Scheda({ alunno }: { readonly alunno: AlunnoFragment }) {
  const attive = alunno.iscrizioni.filter(({ stato }) => stato === 'ATTIVA')
  return (
    <div className="panel h-100">
      <h2 className="h4">
        <Link to={`/utenti/${alunno.id}`} className="card-link">
          {alunno.nome} {alunno.cognome}
        </Link>
      </h2>
      <p>Data di nascita: {scriviGiorno(alunno.dataNascita)}</p>
      {attive.length > 0 ? (
        <ul className="mb-0 ps-3">
          {attive.map((iscrizione) => (
            <li key={iscrizione.id}>
              {paroleDelServizio(iscrizione.servizio).nome}: {iscrizione.scuola}, classe {iscrizione.classe}
            </li>
          ))}
        </ul>
      ) : (
        <p className="mb-0">Nessun servizio attivo.</p>
      )}
    </div>
  )
}
