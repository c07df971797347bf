import { Link, Navigate } from 'react-router'
import { haModulo } from '../kit/comune/comune'
import { Page } from '../kit/page/Page'
import { useSession } from './sessione'

/** The first page of who is not logged in; the children's page of who is. */
export function Benvenuto() {
  const { comune, io } = useSession()
  if (io) return <Navigate to="/utenti" replace />
  return (
    <Page
      title="Servizi scolastici"
      lead={<p>Il portale per le famiglie degli alunni iscritti ai servizi scolastici del comune.</p>}
    >
      <ul className="welcome-list">
        <li>Consulta i dati dei tuoi figli e dei servizi a cui sono iscritti.</li>
        {haModulo(comune, 'prenotazioni') && (
          <li>Disdici un pasto o confermalo dal calendario delle prenotazioni, giorno per giorno o per un periodo.</li>
        )}
        {haModulo(comune, 'refezione') && (
          <li>Controlla i pasti consumati, l’importo di ciascuno e il perché di quell’importo.</li>
        )}
      </ul>
      <div className="button-row">
        <Link to="/accedi" className="btn btn-primary">
          Accedi all’area personale
        </Link>
        <Link to="/registrati" className="btn btn-outline-primary">
          Registrati
        </Link>
      </div>
      <p>
        È il primo accesso? Scegli «Registrati»: servono il codice fiscale e il codice avuto dall’ufficio, oppure
        l’indirizzo e-mail che l’ufficio già conosce.
      </p>
    </Page>
  )
}
