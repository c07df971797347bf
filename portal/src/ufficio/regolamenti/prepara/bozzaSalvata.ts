import type { Bozza } from '../parametri/bozza'

const CHIAVE = 'regolamento-in-preparazione'

interface Salvata {
  readonly indirizzo: string
  readonly bozza: Bozza
}

/** The draft that was being written at this address, also when the session ended meanwhile. */
export function riprendi(indirizzo: string): Bozza {
  try {
    const salvata = JSON.parse(sessionStorage.getItem(CHIAVE) ?? 'null') as Salvata | null
    return salvata?.indirizzo === indirizzo ? salvata.bozza : undefined
  } catch {
    return undefined
  }
}

/** Keeps the draft in this window: parameters of a regulation, nothing of a person. */
export function conserva(indirizzo: string, bozza: Bozza): void {
  sessionStorage.setItem(CHIAVE, JSON.stringify({ indirizzo, bozza }))
}

export function dimentica(): void {
  sessionStorage.removeItem(CHIAVE)
}
