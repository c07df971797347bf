import { describe, expect, it } from 'vitest'
import { perGiornoOMese, serviziCon, somma, type Incassi } from './incassi'

const riga = (giorno: string, importo: number, servizio: Incassi['servizio'] = 'REFEZIONE') =>
  ({ giorno, servizio, mezzo: 'PAGOPA', quanti: 1, importo }) as Incassi

describe('payments', () => {
  const righe = [riga('2026-11-03', 100), riga('2026-11-03', 50, 'TRASPORTO'), riga('2026-11-04', 7)]

  it('are shown by day', () => {
    const gruppi = perGiornoOMese(righe)
    expect(gruppi.map(({ etichetta, righe }) => [etichetta, somma(righe)])).toEqual([
      ['03/11/2026', 150],
      ['04/11/2026', 7],
    ])
  })

  it('of more than a month of days are shown by month', () => {
    const giorni = Array.from({ length: 32 }, (_, i) => new Date(Date.UTC(2026, 9, 1 + i)).toISOString().slice(0, 10))
    const gruppi = perGiornoOMese(giorni.map((giorno) => riga(giorno, 1)))
    expect(gruppi.map(({ righe }) => somma(righe))).toEqual([31, 1])
    expect(gruppi[0]?.etichetta).toMatch(/ottobre 2026/i)
  })

  it('name the services that took any', () => {
    expect(serviziCon(righe)).toEqual(['REFEZIONE', 'TRASPORTO'])
    expect(serviziCon([riga('2026-11-03', 1, 'TRASPORTO')])).toEqual(['TRASPORTO'])
  })
})
