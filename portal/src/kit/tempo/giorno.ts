/** A calendar day, "2026-11-23": no hour, no time zone. */
export type Giorno = string & { readonly __tipo: 'Giorno' }

const MS_PER_GIORNO = 86_400_000

/** Days are computed at midnight UTC, where every day has 24 hours. */
function mezzanotte(giorno: Giorno): Date {
  return new Date(`${giorno}T00:00:00Z`)
}

function daData(data: Date): Giorno {
  return data.toISOString().slice(0, 10) as Giorno
}

const FORMA = /^\d{4}-\d{2}-\d{2}$/

/** The day written in an address or a date field, or null when it is no day of the calendar. */
export function leggiGiorno(testo: string | null | undefined): Giorno | null {
  if (!testo || !FORMA.test(testo)) return null
  const data = new Date(`${testo}T00:00:00Z`)
  return Number.isNaN(data.getTime()) || daData(data) !== testo ? null : (testo as Giorno)
}

export function piuGiorni(giorno: Giorno, quanti: number): Giorno {
  return daData(new Date(mezzanotte(giorno).getTime() + quanti * MS_PER_GIORNO))
}

/** 1 = lunedì … 7 = domenica. */
export function giornoSettimana(giorno: Giorno): number {
  return mezzanotte(giorno).getUTCDay() || 7
}

/** 2026-11-23 → "23/11/2026". */
export function scriviGiorno(giorno: Giorno): string {
  const [anno, mese, g] = giorno.split('-')
  return `${g}/${mese}/${anno}`
}

/** "3/11/2026" or "03/11/2026", as people type it, → 2026-11-03; null when it is no day. */
export function leggiGiornoItaliano(testo: string): Giorno | null {
  const [, g = '', mese = '', anno = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(testo.trim()) ?? []
  return leggiGiorno(`${anno}-${mese.padStart(2, '0')}-${g.padStart(2, '0')}`)
}

const esteso = new Intl.DateTimeFormat('it-IT', { dateStyle: 'full', timeZone: 'UTC' })

/** 2026-11-23 → "lunedì 23 novembre 2026". */
export function scriviGiornoEsteso(giorno: Giorno): string {
  return esteso.format(mezzanotte(giorno))
}

export const GIORNI_SETTIMANA = [
  'lunedì',
  'martedì',
  'mercoledì',
  'giovedì',
  'venerdì',
  'sabato',
  'domenica',
] as const

/** Name of the day of the week, 1 = lunedì … 7 = domenica. */
export function nomeGiornoSettimana(numero: number): string {
  return GIORNI_SETTIMANA[numero - 1] ?? ''
}
