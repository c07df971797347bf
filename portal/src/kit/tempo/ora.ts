import type { Giorno } from './giorno'
import { giornoARoma, millisecondi, scriviOra, type Istante } from './istante'

/** "9:30", as people type it, → "09:30"; null when it is no time of the day. */
export function leggiOra(scritto: string): string | null {
  const [, ore = '', minuti = ''] = /^(\d{1,2})[:.](\d{2})$/.exec(scritto.trim()) ?? []
  if (ore === '' || Number(ore) > 23 || Number(minuti) > 59) return null
  return `${ore.padStart(2, '0')}:${minuti}`
}

/** Summer time first: of an hour that comes twice it is the earlier one. */
const FUSI_DI_ROMA = ['+02:00', '+01:00']

/** The instant at which a clock in Rome shows this; null for the hour that is skipped in March. */
export function istanteARoma(giorno: Giorno, ora: string): Istante | null {
  const possibili = FUSI_DI_ROMA.map((fuso) => `${giorno}T${ora}:00${fuso}` as Istante)
  return possibili.find((i) => giornoARoma(millisecondi(i)) === giorno && scriviOra(i) === ora) ?? null
}
