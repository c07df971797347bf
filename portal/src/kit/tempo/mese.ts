import { piuGiorni, type Giorno } from './giorno'

/** A month of a year, "2026-11". */
export type Mese = string & { readonly __tipo: 'Mese' }

export function meseDi(giorno: Giorno): Mese {
  return giorno.slice(0, 7) as Mese
}

/** The month written in an address, or null when it is none. */
export function leggiMese(testo: string | null): Mese | null {
  return testo && /^\d{4}-(0[1-9]|1[0-2])$/.test(testo) ? (testo as Mese) : null
}

export function piuMesi(mese: Mese, quanti: number): Mese {
  const conta = Number(mese.slice(0, 4)) * 12 + Number(mese.slice(5, 7)) - 1 + quanti
  const anno = String(Math.floor(conta / 12)).padStart(4, '0')
  return `${anno}-${String((conta % 12) + 1).padStart(2, '0')}` as Mese
}

export function primoGiorno(mese: Mese): Giorno {
  return `${mese}-01` as Giorno
}

export function ultimoGiorno(mese: Mese): Giorno {
  return piuGiorni(primoGiorno(piuMesi(mese, 1)), -1)
}

const nome = new Intl.DateTimeFormat('it-IT', { month: 'long', year: 'numeric', timeZone: 'UTC' })

/** 2026-11 → "novembre 2026". */
export function scriviMese(mese: Mese): string {
  return nome.format(new Date(`${mese}-01T00:00:00Z`))
}
