import { describe, expect, it } from 'vitest'
import { arriviPossibili } from './arrivi'

const mensa = { servizio: 'REFEZIONE', modo: 'PREPAGATO', conto: 'SERVIZIO' } as const
const bus = { servizio: 'TRASPORTO', modo: 'PREPAGATO', conto: 'SERVIZIO' } as const

describe('where credit can go', () => {
  it('to another prepaid service of the family, never to its own', () => {
    expect(arriviPossibili([mensa, bus], mensa)).toEqual(['TRASPORTO'])
  })

  it('not to a service that is billed afterwards', () => {
    expect(arriviPossibili([mensa, { ...bus, modo: 'POSTPAGATO' }], mensa)).toEqual([])
  })

  it('not between services that draw on one account of the family', () => {
    const comuni = [mensa, bus].map((c) => ({ ...c, conto: 'FAMIGLIA' }) as const)
    expect(arriviPossibili(comuni, comuni[0] ?? null)).toEqual([])
  })

  it('from a service that is no longer prepaid to the common account', () => {
    const vecchio = { ...mensa, modo: 'POSTPAGATO', conto: 'FAMIGLIA' } as const
    expect(arriviPossibili([vecchio, { ...bus, conto: 'FAMIGLIA' }], vecchio)).toEqual(['TRASPORTO'])
  })

  it('to the same service of another family', () => {
    expect(arriviPossibili([mensa, bus], null)).toEqual(['REFEZIONE', 'TRASPORTO'])
  })
})
