import { useEffect, useState } from 'react'
import type { Giorno } from './giorno'
import { giornoARoma } from './istante'

/** How far the clock of this device is behind the server's, in milliseconds. */
let ritardo = 0

/** Learns the server's time from the `Date` header of an answer (whole seconds). */
export function regolaOrologio(dataDelServer: string | null): void {
  const server = Date.parse(dataDelServer ?? '')
  if (Number.isNaN(server)) return
  const nuovo = server - Date.now()
  // Under two seconds it is the rounding of the header and the way of the answer.
  ritardo = Math.abs(nuovo) < 2000 ? 0 : nuovo
}

/** Now, as the server counts it: the cut-off is the server's, also for a phone that is wrong. */
export function adesso(): number {
  return Date.now() + ritardo
}

export function oggi(): Giorno {
  return giornoARoma(adesso())
}

/** Now, counted again every `ogni` milliseconds. */
export function useAdesso(ogni: number): number {
  const [ora, setOra] = useState(adesso)
  useEffect(() => {
    const battito = setInterval(() => setOra(adesso()), ogni)
    return () => clearInterval(battito)
  }, [ogni])
  return ora
}
