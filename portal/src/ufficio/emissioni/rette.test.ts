import { expect, it } from 'vitest'
import type { RettaFragment } from '../gql/graphql'
import { azioniPossibili, rataDaIncassare } from './rette'

function retta(stato: string, pagato = 0): RettaFragment {
  const rate = [
    { id: '1', importo: 3000, pagato: Math.min(pagato, 3000) },
    { id: '2', importo: 2000, pagato: Math.max(pagato - 3000, 0) },
  ]
  return { stato, pagato, importo: 5000, rate } as unknown as RettaFragment
}

it('leaves out a bill before it is issued, and cancels or corrects it after', () => {
  expect(azioniPossibili(retta('BOZZA'))).toEqual(['escludi'])
  expect(azioniPossibili(retta('EMESSA'))).toEqual(['incassa', 'correggi', 'annulla'])
  expect(azioniPossibili(retta('ESCLUSA'))).toEqual([])
  expect(azioniPossibili(retta('ANNULLATA'))).toEqual([])
})

it('does not cancel a bill of which something was paid', () => {
  expect(azioniPossibili(retta('EMESSA', 1))).toEqual(['incassa', 'correggi'])
  expect(azioniPossibili(retta('EMESSA', 5000))).toEqual(['correggi'])
})

it('takes money for the first instalment that is not paid in full', () => {
  expect(rataDaIncassare(retta('EMESSA', 2999))).toEqual({ id: '1', residuo: 1 })
  expect(rataDaIncassare(retta('EMESSA', 3500))).toEqual({ id: '2', residuo: 1500 })
  expect(rataDaIncassare(retta('EMESSA', 5000))).toBeNull()
})
