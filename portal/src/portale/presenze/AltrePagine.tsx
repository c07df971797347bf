import { Button } from 'design-react-kit'

interface AltrePagineProps {
  /** From 1. */
  readonly pagina: number
  readonly altre: boolean
  readonly onIndietro: () => void
  readonly onAvanti: () => void
}

export function AltrePagine({ pagina, altre, onIndietro, onAvanti }: AltrePagineProps) {
  if (pagina === 1 && !altre) return null
  return (
    <nav className="pages" aria-label="Pagine delle presenze">
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
