import { describe, expect, it } from 'vitest'
import type { RettaFragment } from '../gql/graphql'
import { daPagare, prossimaRata, situazioneRata, situazioneRetta } from './rette'

function retta(pagato: number, stato = 'EMESSA', scaduta = false): RettaFragment {
  const prima = Math.min(pagato, 3000)
  const rate = [
    { id: '1', numero: 1, importo: 3000, pagato: prima, scadenza: '2026-10-31', scaduta },
    { id: '2', numero: 2, importo: 2000, pagato: pagato - prima, scadenza: '2026-12-31', scaduta: false },
  ]
  return { id: '1', importo: 5000, pagato, stato, rate } as unknown as RettaFragment
}

describe('how a bill stands', () => {
  it('goes from unpaid to paid', () => {
    expect(situazioneRetta(retta(0))).toBe('da pagare')
    expect(situazioneRetta(retta(3000))).toBe('in parte')
    expect(situazioneRetta(retta(5000))).toBe('pagata')
  })

  it('is late when one instalment is', () => {
    expect(situazioneRetta(retta(1000, 'EMESSA', true))).toBe('scaduta')
  })

  it('asks nothing once it is cancelled', () => {
    expect(situazioneRetta(retta(0, 'ANNULLATA', true))).toBe('annullata')
    expect(daPagare(retta(0, 'ANNULLATA'))).toBe(0)
    expect(prossimaRata(retta(0, 'ANNULLATA'))).toBeNull()
  })

  it('is not called paid where nothing was due', () => {
    expect(situazioneRetta({ ...retta(0), importo: 0 as RettaFragment['importo'], rate: [] })).toBe('nulla dovuto')
  })

  it('has as next due date that of the first instalment not paid in full', () => {
    expect(prossimaRata(retta(2999))?.numero).toBe(1)
    expect(prossimaRata(retta(3000))?.numero).toBe(2)
    expect(prossimaRata(retta(5000))).toBeNull()
    expect(daPagare(retta(3000))).toBe(2000)
  })
})

it('knows an instalment paid in part', () => {
  expect(retta(3500).rate.map(situazioneRata)).toEqual(['pagata', 'in parte'])
})
