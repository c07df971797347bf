import { describe, expect, it } from 'vitest'
import { giornoSettimana, piuGiorni } from '../../kit/tempo/giorno'
import { meseDi, primoGiorno, type Mese } from '../../kit/tempo/mese'
import type { GiornoFragment } from '../gql/graphql'
import { griglia } from './settimane'

const VUOTO: Omit<GiornoFragment, 'giorno' | 'servizio'> = {
  motivoChiusura: null,
  scelta: 'PASTO_BASE',
  scelte: [],
  modificabileFino: null,
  perche: null,
  versione: 0,
  prezzo: null,
  aggiornataIl: null,
  aggiornataDa: null,
}

/** The days of a month, with service on these days of the week. */
function mese(quale: string, aperti: readonly number[]): GiornoFragment[] {
  const giorni: GiornoFragment[] = []
  for (let g = primoGiorno(quale as Mese); meseDi(g) === quale; g = piuGiorni(g, 1)) {
    giorni.push({ ...VUOTO, giorno: g, servizio: aperti.includes(giornoSettimana(g)) })
  }
  return giorni
}

const disegno = (quale: string, aperti: readonly number[]) => {
  const { colonne, settimane } = griglia(mese(quale, aperti))
  const riga = (s: readonly (GiornoFragment | null)[]) => s.map((g) => (g ? Number(g.giorno.slice(8)) : null))
  return { colonne, settimane: settimane.map(riga) }
}

describe('griglia', () => {
  it('puts each day under its weekday and leaves out the weekend without service', () => {
    expect(disegno('2026-12', [1, 2, 3, 4, 5])).toEqual({
      colonne: [1, 2, 3, 4, 5],
      settimane: [
        [null, 1, 2, 3, 4],
        [7, 8, 9, 10, 11],
        [14, 15, 16, 17, 18],
        [21, 22, 23, 24, 25],
        [28, 29, 30, 31, null],
      ],
    })
  })
  it('shows Saturday where the school serves on Saturday', () => {
    expect(disegno('2026-12', [1, 2, 3, 4, 5, 6]).colonne).toEqual([1, 2, 3, 4, 5, 6])
  })
  it('has no empty week when the month begins on a Sunday', () => {
    expect(disegno('2026-11', [1, 2, 3, 4, 5]).settimane[0]).toEqual([2, 3, 4, 5, 6])
  })
  it('holds 29 February', () => {
    expect(disegno('2028-02', [1, 2, 3, 4, 5]).settimane.flat()).toContain(29)
  })
})
