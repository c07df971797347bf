import { Link } from 'react-router'
import { Page } from './Page'

export function NotFound() {
  return (
    <Page title="Pagina non trovata">
      <p>L’indirizzo richiesto non corrisponde a nessuna pagina.</p>
      <p>
        <Link to="/">Torna alla pagina iniziale</Link>
      </p>
    </Page>
  )
}
