import { expect, it } from 'vitest'
import type { GestioneFragment } from '../gql/graphql'
import type { Giorno } from '../../kit/tempo/giorno'
import { annoScolastico, daStabilire } from './gestioni'

it('names the school year of a day and the next', () => {
  expect(annoScolastico('2026-11-23' as Giorno)).toBe('2026/2027')
  expect(annoScolastico('2027-08-31' as Giorno)).toBe('2026/2027')
  expect(annoScolastico('2027-08-31' as Giorno, 1)).toBe('2027/2028')
})

it('offers what was not said yet', () => {
  const detta = { servizio: 'REFEZIONE', anno: '2026/2027' } as GestioneFragment
  expect(daStabilire([detta], '2026-11-23' as Giorno)).toEqual([
    { servizio: 'TRASPORTO', anno: '2026/2027' },
    { servizio: 'REFEZIONE', anno: '2027/2028' },
    { servizio: 'TRASPORTO', anno: '2027/2028' },
  ])
})
