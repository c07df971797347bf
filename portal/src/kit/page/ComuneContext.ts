import { createContext, useContext } from 'react'
import type { Comune } from '../comune/comune'

export const ComuneContext = createContext<Comune | null>(null)

/** The comune whose pages these are. */
export function useComune(): Comune {
  const comune = useContext(ComuneContext)
  if (!comune) throw new Error('useComune outside of Layout')
  return comune
}
