import { describe, expect, it } from 'vitest'
import type { StatoServizioFragment } from '../gql/graphql'
import { destinazioni } from '../../kit/denaro/conti'
import { conCredito, servizioDelPercorso, stessoConto } from './statoContabile'

function stato(cambi: Partial<Record<keyof StatoServizioFragment, unknown>>): StatoServizioFragment {
  return { servizio: 'REFEZIONE', modo: 'PREPAGATO', conto: 'SERVIZIO', saldo: 1000, ...cambi } as StatoServizioFragment
}

const mensa = stato({})
const bus = stato({ servizio: 'TRASPORTO', saldo: 0 })

describe('where credit can go', () => {
  it('goes to another prepaid service', () => {
    expect(destinazioni([mensa, bus], mensa)).toEqual([bus])
  })

  it('does not go to a service that is billed', () => {
    expect(destinazioni([mensa, stato({ servizio: 'TRASPORTO', modo: 'POSTPAGATO' })], mensa)).toEqual([])
  })

  it('does not go from an account to itself', () => {
    const comuni = [stato({ conto: 'FAMIGLIA' }), stato({ servizio: 'TRASPORTO', conto: 'FAMIGLIA' })]
    expect(destinazioni(comuni, comuni[0]!)).toEqual([])
    expect(stessoConto(comuni, comuni[0]!)).toEqual([comuni[1]])
  })
})

it('has no credit where nothing, or less than nothing, is left', () => {
  expect(conCredito([mensa, bus, stato({ saldo: -1 }), stato({ saldo: null })])).toEqual([mensa])
})

it('reads a service from the address', () => {
  expect(servizioDelPercorso([mensa, bus], 'trasporto')).toBe(bus)
  expect(servizioDelPercorso([mensa, bus], 'altro')).toBeNull()
})
