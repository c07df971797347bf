import { describe, expect, it } from 'vitest'
import { applicaTema, coloreLeggibile, contrastoColBianco } from './tema'

describe('coloreLeggibile', () => {
  it('keeps a colour that white text can be read on', () => {
    expect(coloreLeggibile('#17324d')).toEqual([0x17, 0x32, 0x4d])
  })
  it('darkens a light colour until white text reaches 4.5:1', () => {
    for (const chiaro of ['#ffd700', '#ffffff', '#00c5ca']) {
      expect(contrastoColBianco(coloreLeggibile(chiaro))).toBeGreaterThanOrEqual(4.5)
    }
  })
  it('falls back on the blue of the kit for what is no colour', () => {
    expect(coloreLeggibile('rosso')).toEqual([0, 102, 204])
  })
})

it('applicaTema sets the colour on the page', () => {
  applicaTema('#17324d')
  expect(document.documentElement.style.getPropertyValue('--comune')).toBe('rgb(23 50 77)')
})
