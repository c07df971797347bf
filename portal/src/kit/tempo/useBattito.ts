import { useEffect } from 'react'

/** How often a page looks how far a program is. */
const OGNI_MS = 2000

/** Does `fai` every two seconds as long as it is `attivo`: `fai` must stay the same. */
export function useBattito(attivo: boolean, fai: () => unknown) {
  useEffect(() => {
    if (!attivo) return
    const battito = setInterval(() => void fai(), OGNI_MS)
    return () => clearInterval(battito)
  }, [attivo, fai])
}
