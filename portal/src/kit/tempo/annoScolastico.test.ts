import { expect, it } from 'vitest'
import { inizioAnnoScolastico } from './annoScolastico'
import type { Giorno } from './giorno'

it('begins on the first of September', () => {
  expect(inizioAnnoScolastico('2026-11-26' as Giorno)).toBe('2026-09-01')
  expect(inizioAnnoScolastico('2026-09-01' as Giorno)).toBe('2026-09-01')
  expect(inizioAnnoScolastico('2026-08-31' as Giorno)).toBe('2025-09-01')
})
