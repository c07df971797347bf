import { useState } from 'react'

/** Where a reader is in a list that comes in pages. */
export interface Cursori {
  /** The cursor to pass as `after`. */
  readonly after: string | null
  /** From 1. */
  readonly pagina: number
  readonly avanti: (endCursor: string | null | undefined) => void
  readonly indietro: () => void
  readonly daCapo: () => void
}

/** Keeps the cursors of the pages already passed, to go back along them. */
export function useCursori(): Cursori {
  const [cursori, setCursori] = useState<readonly (string | null)[]>([null])
  return {
    after: cursori.at(-1) ?? null,
    pagina: cursori.length,
    avanti: (endCursor) => setCursori([...cursori, endCursor ?? null]),
    indietro: () => setCursori(cursori.slice(0, -1)),
    daCapo: () => setCursori([null]),
  }
}
