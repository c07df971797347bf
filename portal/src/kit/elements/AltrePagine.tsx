import { Button } from 'design-react-kit'

interface AltrePagineProps {
  /** What the pages are of: "presenze", "movimenti". */
  readonly di: string
  /** From 1. */
  readonly pagina: number
  readonly altre: boolean
  readonly onIndietro: () => void
  readonly onAvanti: () => void
}

/** From one page of a long list to the next and back. */
export function AltrePagine({ di, pagina, altre, onIndietro, onAvanti }: AltrePagineProps) {
  if (pagina === 1 && !altre) return null
  return (
    <nav className="pages" aria-label={`Pagine: ${di}`}>
      <Button color="primary" outline size="sm" disabled={pagina === 1} onClick={onIndietro}>
        Pagina precedente
      </Button>
      <span aria-live="polite">Pagina {pagina}</span>
      <Button color="primary" outline size="sm" disabled={!altre} onClick={onAvanti}>
        Pagina successiva
      </Button>
    </nav>
  )
}
