import type { Bozza } from './bozza'

/** A direction in a list: up or down. */
export type Verso = -1 | 1

/** A change of the rows of a list, and where the person goes on. */
export interface Cambio {
  readonly righe: readonly Bozza[]
  /** The row that the person then looks at. */
  readonly vai: number
  /** It was moved, and may be moved on. */
  readonly verso?: Verso
}

export function aggiungi(righe: readonly Bozza[], nuova: Bozza): Cambio {
  return { righe: [...righe, nuova], vai: righe.length }
}

/** Takes a row away; one looks at the row that takes its place. */
export function togli(righe: readonly Bozza[], quale: number): Cambio {
  return { righe: righe.filter((_, i) => i !== quale), vai: Math.min(quale, righe.length - 2) }
}

/** Moves a row up (-1) or down (1); at the ends it stays. */
export function sposta(righe: readonly Bozza[], quale: number, verso: Verso): Cambio {
  const meta = quale + verso
  const [una, altra] = [righe[quale], righe[meta]]
  if (meta < 0 || meta >= righe.length) return { righe, vai: quale }
  return { righe: righe.with(quale, altra).with(meta, una), vai: meta, verso }
}
