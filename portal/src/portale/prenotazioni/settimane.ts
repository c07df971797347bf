import { giornoSettimana, piuGiorni } from '../../kit/tempo/giorno'
import type { GiornoFragment } from '../gql/graphql'

/** A month as the calendar shows it: its weekdays, and weeks with null where the month has no day. */
export interface Griglia {
  /** 1 = lunedì … 7 = domenica. */
  readonly colonne: readonly number[]
  readonly settimane: readonly (readonly (GiornoFragment | null)[])[]
}

const FERIALI = [1, 2, 3, 4, 5]

/** The days of a month by week. Saturday and Sunday show only in months in which they have service. */
export function griglia(giorni: readonly GiornoFragment[]): Griglia {
  const conServizio = new Set(giorni.filter((g) => g.servizio).map((g) => giornoSettimana(g.giorno)))
  const colonne = [1, 2, 3, 4, 5, 6, 7].filter((n) => FERIALI.includes(n) || conServizio.has(n))
  const perLunedi = new Map<string, Map<number, GiornoFragment>>()
  for (const giorno of giorni) {
    const numero = giornoSettimana(giorno.giorno)
    const lunedi = piuGiorni(giorno.giorno, 1 - numero)
    const settimana = perLunedi.get(lunedi) ?? new Map<number, GiornoFragment>()
    perLunedi.set(lunedi, settimana.set(numero, giorno))
  }
  const settimane = [...perLunedi.entries()]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([, settimana]) => colonne.map((n) => settimana.get(n) ?? null))
    .filter((settimana) => settimana.some((giorno) => giorno !== null))
  return { colonne, settimane }
}
