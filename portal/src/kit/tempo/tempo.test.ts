import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { tempoRimanente } from './contoAllaRovescia'
import {
  giornoSettimana,
  leggiGiorno,
  leggiGiornoItaliano,
  piuGiorni,
  scriviGiorno,
  scriviGiornoEsteso,
  type Giorno,
} from './giorno'
import { giornoARoma, scriviIstante, scriviOra, type Istante } from './istante'
import { istanteARoma, leggiOra } from './ora'
import { leggiMese, piuMesi, primoGiorno, scriviMese, ultimoGiorno, type Mese } from './mese'
import { adesso, regolaOrologio } from './orologio'

const g = (testo: string) => testo as Giorno
const m = (testo: string) => testo as Mese
const i = (testo: string) => testo as Istante

describe('Giorno', () => {
  it('is written dd/mm/yyyy and in full', () => {
    expect(scriviGiorno(g('2026-11-03'))).toBe('03/11/2026')
    expect(scriviGiornoEsteso(g('2026-11-23'))).toBe('lunedì 23 novembre 2026')
  })
  it('is not invented: 29 February only in a leap year', () => {
    expect(leggiGiorno('2028-02-29')).toBe('2028-02-29')
    expect(leggiGiorno('2027-02-29')).toBeNull()
    expect(leggiGiorno('29/02/2028')).toBeNull()
    expect(leggiGiorno(null)).toBeNull()
  })
  it('is read as an Italian types it', () => {
    expect(leggiGiornoItaliano('3/11/2026')).toBe('2026-11-03')
    expect(leggiGiornoItaliano(' 23.11.2026 ')).toBe('2026-11-23')
    expect(leggiGiornoItaliano('11/23/2026')).toBeNull()
    expect(leggiGiornoItaliano('domani')).toBeNull()
  })
  it('moves over the change of summer time without losing a day', () => {
    expect(piuGiorni(g('2026-10-24'), 1)).toBe('2026-10-25')
    expect(piuGiorni(g('2026-10-25'), 1)).toBe('2026-10-26')
    expect(piuGiorni(g('2027-03-28'), 1)).toBe('2027-03-29')
  })
  it('counts the days of the week from lunedì', () => {
    expect(giornoSettimana(g('2026-11-23'))).toBe(1)
    expect(giornoSettimana(g('2026-11-29'))).toBe(7)
  })
})

describe('Mese', () => {
  it('passes the new year in both directions', () => {
    expect(piuMesi(m('2026-12'), 1)).toBe('2027-01')
    expect(piuMesi(m('2027-01'), -1)).toBe('2026-12')
  })
  it('knows its days', () => {
    expect(primoGiorno(m('2028-02'))).toBe('2028-02-01')
    expect(ultimoGiorno(m('2028-02'))).toBe('2028-02-29')
    expect(scriviMese(m('2026-11'))).toBe('novembre 2026')
    expect(leggiMese('2026-13')).toBeNull()
  })
})

describe('Istante', () => {
  it('is read in the time of Rome, in winter and in summer', () => {
    expect(scriviOra(i('2026-11-23T08:30:00Z'))).toBe('09:30')
    expect(scriviOra(i('2026-06-03T07:30:00Z'))).toBe('09:30')
    expect(scriviIstante(i('2026-11-23T08:30:00Z'))).toBe('23/11/2026 alle 09:30')
  })
  it('falls on the day of Rome, not on that of UTC', () => {
    expect(giornoARoma(Date.parse('2026-11-22T23:30:00Z'))).toBe('2026-11-23')
    expect(giornoARoma(Date.parse('2026-06-30T22:30:00Z'))).toBe('2026-07-01')
  })
})

describe('tempoRimanente', () => {
  const da = Date.parse('2026-11-23T06:00:00Z')
  const fra = (minuti: number) => tempoRimanente(da, da + minuti * 60_000)
  it('names the two largest units', () => {
    expect(fra(135)).toBe('2 ore e 15 minuti')
    expect(fra(61)).toBe('1 ora e 1 minuto')
    expect(fra(60)).toBe('1 ora')
    expect(fra(5)).toBe('5 minuti')
    expect(fra(24 * 60)).toBe('1 giorno')
    expect(fra(50 * 60 + 5)).toBe('2 giorni e 2 ore')
    expect(fra(0.5)).toBe('meno di un minuto')
  })
  it('says nothing once the limit has passed', () => {
    expect(fra(0)).toBeNull()
    expect(fra(-1)).toBeNull()
  })
  it('is one hour longer over the night in which summer time ends', () => {
    const sabato = Date.parse('2026-10-24T20:00:00Z')
    const lunedi = Date.parse('2026-10-26T08:30:00Z')
    expect(tempoRimanente(sabato, lunedi)).toBe('1 giorno e 12 ore')
  })
})

describe('orologio', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    vi.setSystemTime('2026-11-23T08:00:00Z')
  })
  afterEach(() => {
    regolaOrologio('Mon, 23 Nov 2026 08:00:00 GMT')
    vi.useRealTimers()
  })
  it('follows the server when the device is wrong', () => {
    regolaOrologio('Mon, 23 Nov 2026 08:31:00 GMT')
    expect(new Date(adesso()).toISOString()).toBe('2026-11-23T08:31:00.000Z')
  })
  it('stays as it is without the header', () => {
    regolaOrologio(null)
    expect(new Date(adesso()).toISOString()).toBe('2026-11-23T08:00:00.000Z')
  })
})

describe('an hour in Rome', () => {
  it.each([
    ['2026-07-01', '09:30', '2026-07-01T09:30:00+02:00'],
    ['2026-12-01', '09:30', '2026-12-01T09:30:00+01:00'],
    // The hour that comes twice is the earlier one.
    ['2026-10-25', '02:30', '2026-10-25T02:30:00+02:00'],
  ])('%s %s is %s', (giorno, ora, istante) => {
    expect(istanteARoma(giorno as Giorno, ora)).toBe(istante)
  })

  it('that is skipped in March is none', () => {
    expect(istanteARoma('2027-03-28' as Giorno, '02:30')).toBeNull()
  })

  it.each([
    ['9:30', '09:30'],
    ['23.59', '23:59'],
    ['24:00', null],
    ['9', null],
  ])('%s is read as %s', (scritto, letta) => {
    expect(leggiOra(scritto)).toBe(letta)
  })
})
