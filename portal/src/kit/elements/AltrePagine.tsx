import { Button } from 'design-react-kit'
import type { Cursori } from '../graphql/useCursori'

interface AltrePagineProps {
  /** What the pages are of: "presenze", "movimenti". */
  readonly di: string
  /** Where the reader is. */
  readonly cursori: Cursori
  /** What the server says of the page that is shown. */
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null }
}

/** From one page of a long list to the next and back. */
export function AltrePagine({ di, cursori, pageInfo }: AltrePagineProps) {
  const { pagina, avanti, indietro } = cursori
  const altre = pageInfo.hasNextPage
  if (pagina === 1 && !altre) return null
  return (
    <nav className="pages" aria-label={`Pagine: ${di}`}>
      <Button color="primary" outline size="sm" disabled={pagina === 1} onClick={indietro}>
        Pagina precedente
      </Button>
      <span aria-live="polite">Pagina {pagina}</span>
      <Button color="primary" outline size="sm" disabled={!altre} onClick={() => avanti(pageInfo.endCursor)}>
        Pagina successiva
      </Button>
    </nav>
  )
}
