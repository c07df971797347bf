import { describe, expect, it } from 'vitest'
import { leggiDecimale, scriviDecimale } from './decimale'

describe('leggiDecimale', () => {
  it.each([
    ['5,50 €', 2, 550],
    ['5,5', 2, 550],
    ['5', 2, 500],
    ['5,', 2, 500],
    ['1.234,56', 2, 123456],
    ['1234,56', 2, 123456],
    ['1,055', 4, 10550],
    ['0,0001', 4, 1],
    ['12,5 %', 2, 1250],
    ['1,25', 2, 125],
    ['−1,25', 2, -125],
    ['-0,5', 2, -50],
    ['7,100', 2, 710],
    ['1.000', 0, 1000],
    ['30', 0, 30],
    // 1.15 * 100 and 8.2 * 100 are not whole in floats.
    ['1,15', 2, 115],
    ['8,2', 2, 820],
    ['4.503.599.627.370,49', 2, 450359962737049],
  ])('%s with %i decimals is %i parts', (testo, decimali, parti) => {
    expect(leggiDecimale(testo, decimali)).toEqual({ parti })
  })

  it.each(['', 'cinque', '5.50', '1.23', '1,2,3', '--1', '1 e 2', '99999999999999999'])('%s is no number', (testo) => {
    expect(leggiDecimale(testo, 2)).toEqual({ errore: 'forma' })
  })

  it('says that there are too many decimals', () => {
    expect(leggiDecimale('1,055', 2)).toEqual({ errore: 'decimali' })
    expect(leggiDecimale('1,5', 0)).toEqual({ errore: 'decimali' })
  })
})

describe('scriviDecimale', () => {
  it.each([
    [550, 2, 2, '5,50'],
    [10550, 4, 2, '1,055'],
    [48000, 4, 2, '4,80'],
    [1250, 2, 0, '12,5'],
    [100, 2, 0, '1'],
    [-125, 2, 0, '−1,25'],
    [1234, 0, 0, '1.234'],
    [5, 2, 2, '0,05'],
  ])('%i with %i decimals, %i always shown, is %s', (parti, decimali, minimi, testo) => {
    expect(scriviDecimale(parti, decimali, minimi)).toBe(testo)
  })

  it('is read back as it was', () => {
    for (const parti of [0, 1, 9, 10, 99, 100, 101, 9999, 123456, 100000000, -1, -250]) {
      for (const decimali of [0, 2, 4]) expect(leggiDecimale(scriviDecimale(parti, decimali, 0), decimali)).toEqual({ parti })
    }
  })
})
