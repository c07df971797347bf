import { describe, expect, it } from 'vitest'
import type { Giorno } from '../../kit/tempo/giorno'
import type { AttivazioneFragment } from '../gql/graphql'
import { ambiti, futuri, inVigore, nomeRegola, scriviPeriodo, type Ambito } from './regolamenti'

const TARIFFA: Ambito = { estensione: 'TARIFFA', servizio: 'REFEZIONE' }
const giorno = (testo: string) => testo as Giorno

function attivazione(id: string, dal: string, al: string | null, ambito: Ambito = TARIFFA): AttivazioneFragment {
  return { id, ...ambito, digest: 'd'.repeat(64), parametri: {}, dal: giorno(dal), al, atto: id, approvataDa: 'x', creataIl: '' } as AttivazioneFragment
}

const TUTTE = [
  attivazione('c', '2027-09-01', null),
  attivazione('b', '2027-01-01', '2027-08-31'),
  attivazione('a', '2026-09-01', '2026-12-31'),
  attivazione('t', '2026-09-01', null, { estensione: 'TARIFFA', servizio: 'TRASPORTO' }),
]

describe('inVigore', () => {
  it.each([
    ['2026-08-31', undefined],
    ['2026-09-01', 'a'],
    ['2026-12-31', 'a'],
    ['2027-01-01', 'b'],
    ['2030-01-01', 'c'],
  ])('on %s is %s', (quando, id) => {
    expect(inVigore(TUTTE, TARIFFA, giorno(quando))?.id).toBe(id)
  })
})

it('futuri are those that begin later, the first first', () => {
  expect(futuri(TUTTE, TARIFFA, giorno('2026-12-31')).map(({ id }) => id)).toEqual(['b', 'c'])
})

it('ambiti names each decision of a service once', () => {
  expect(ambiti(TUTTE)).toEqual([TARIFFA, { estensione: 'TARIFFA', servizio: 'TRASPORTO' }])
})

it('scriviPeriodo has an end only when there is one', () => {
  expect(TUTTE.slice(0, 2).map(scriviPeriodo)).toEqual(['dal 01/09/2027', 'dal 01/01/2027 al 31/08/2027'])
})

it('a component that is no longer offered is named by its fingerprint', () => {
  expect(nomeRegola([], 'd'.repeat(64))).toBe('Componente non più disponibile (dddddddddddd…)')
})
