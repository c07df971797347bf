import { describe, expect, it } from 'vitest'
import { destinazioni } from './conti'

const mensa = { servizio: 'REFEZIONE', modo: 'PREPAGATO', conto: 'SERVIZIO' } as const
const bus = { servizio: 'TRASPORTO', modo: 'PREPAGATO', conto: 'SERVIZIO' } as const

const arrivi = (...chiesto: Parameters<typeof destinazioni>) => destinazioni(...chiesto).map(({ servizio }) => servizio)

describe('where credit can go', () => {
  it('to another prepaid service of the family, never to its own', () => {
    expect(arrivi([mensa, bus], mensa)).toEqual(['TRASPORTO'])
  })

  it('not to a service that is billed afterwards', () => {
    expect(arrivi([mensa, { ...bus, modo: 'POSTPAGATO' }], mensa)).toEqual([])
  })

  it('not between services that draw on one account of the family', () => {
    const comuni = [mensa, bus].map((c) => ({ ...c, conto: 'FAMIGLIA' }) as const)
    expect(arrivi(comuni, comuni[0] ?? null)).toEqual([])
  })

  it('from a service that is no longer prepaid to the common account', () => {
    const vecchio = { ...mensa, modo: 'POSTPAGATO', conto: 'FAMIGLIA' } as const
    expect(arrivi([vecchio, { ...bus, conto: 'FAMIGLIA' }], vecchio)).toEqual(['TRASPORTO'])
  })

  it('to the same service of another family', () => {
    expect(arrivi([mensa, bus], null)).toEqual(['REFEZIONE', 'TRASPORTO'])
  })
})
