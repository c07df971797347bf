import { expect, it } from 'vitest'
import type { Importo } from '../denaro/importo'
import { controllaImporto } from './AmountField'

it('takes amounts as people write them', () => {
  expect(controllaImporto('25,50', false)).toBeNull()
  expect(controllaImporto('1.234,5 €', false)).toBeNull()
  expect(controllaImporto('-3', true)).toBeNull()
})

it('refuses what cannot be paid, and says why', () => {
  expect(controllaImporto('', false)).toContain('per esempio 25,50')
  expect(controllaImporto('25.50', false)).toContain('per esempio 25,50')
  expect(controllaImporto('1,055', false)).toContain('due cifre')
  expect(controllaImporto('0', true)).toContain('diverso da zero')
  expect(controllaImporto('-3', false)).toContain('maggiore di zero')
  expect(controllaImporto('10,01', false, 1000 as Importo)).toBe('Scrivi al massimo 10,00\u00a0€.')
})
