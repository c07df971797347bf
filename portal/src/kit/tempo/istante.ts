import type { Giorno } from './giorno'

/** An instant in UTC, RFC 3339. People read it in the time of Rome, wherever their device is. */
export type Istante = string & { readonly __tipo: 'Istante' }

const ROMA = 'Europe/Rome'

const giornoRoma = new Intl.DateTimeFormat('en-CA', { timeZone: ROMA, dateStyle: 'short' })
const oraRoma = new Intl.DateTimeFormat('it-IT', { timeZone: ROMA, hour: '2-digit', minute: '2-digit' })
const dataRoma = new Intl.DateTimeFormat('it-IT', {
  timeZone: ROMA,
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
})

export function millisecondi(istante: Istante): number {
  return Date.parse(istante)
}

/** The day on which the instant falls in Rome. */
export function giornoARoma(ms: number): Giorno {
  return giornoRoma.format(ms) as Giorno
}

/** "09:30", in Rome. */
export function scriviOra(istante: Istante): string {
  return oraRoma.format(millisecondi(istante))
}

/** "23/11/2026 alle 09:30", in Rome. */
export function scriviIstante(istante: Istante): string {
  const ms = millisecondi(istante)
  return `${dataRoma.format(ms)} alle ${oraRoma.format(ms)}`
}
