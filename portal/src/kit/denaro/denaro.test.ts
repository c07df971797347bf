import { describe, expect, it } from 'vitest'
import { scriviImporto, type Importo } from './importo'
import { scriviPrezzo, type PrezzoUnitario } from './prezzoUnitario'

const importo = (centesimi: number) => scriviImporto(centesimi as Importo)
const prezzo = (parti: number) => scriviPrezzo(parti as PrezzoUnitario)

describe('scriviImporto', () => {
  it('writes cents with comma, thousands with dots', () => {
    expect(importo(123456)).toBe('1.234,56\u00a0€')
    expect(importo(123456789012)).toBe('1.234.567.890,12\u00a0€')
  })
  it('pads amounts under one euro', () => {
    expect(importo(0)).toBe('0,00\u00a0€')
    expect(importo(5)).toBe('0,05\u00a0€')
    expect(importo(90)).toBe('0,90\u00a0€')
  })
  it('marks what is owed back with a minus sign', () => {
    expect(importo(-480)).toBe('−4,80\u00a0€')
    expect(importo(-100000)).toBe('−1.000,00\u00a0€')
  })
  it('keeps every cent of an amount that a float would round', () => {
    expect(importo(9007199254740991)).toBe('90.071.992.547.409,91\u00a0€')
  })
  it('refuses a fraction of a cent', () => {
    expect(() => importo(4.5)).toThrow(RangeError)
  })
})

describe('scriviPrezzo', () => {
  it('shows the third and fourth decimal only where they say something', () => {
    expect(prezzo(10550)).toBe('1,055\u00a0€')
    expect(prezzo(53310)).toBe('5,331\u00a0€')
    expect(prezzo(12345)).toBe('1,2345\u00a0€')
    expect(prezzo(48000)).toBe('4,80\u00a0€')
    expect(prezzo(0)).toBe('0,00\u00a0€')
  })
})
