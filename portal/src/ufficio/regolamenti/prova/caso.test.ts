import { describe, expect, it } from 'vitest'
import { campoDi } from '../parametri/campo'
import { campoSenzaServizio, casoDelServizio } from './caso'

const CAMPO = campoDi({
  type: 'object',
  required: ['contesto'],
  properties: {
    contesto: {
      type: 'object',
      required: ['giorno', 'servizio'],
      properties: {
        giorno: { type: 'string', format: 'date' },
        servizio: { type: 'string', enum: ['refezione', 'trasporto'] },
      },
    },
    figli: { type: 'integer' },
  },
})

describe('the case of a regulation', () => {
  it('is not asked its service again', () => {
    expect(JSON.stringify(CAMPO)).toContain('servizio')
    const chiesto = JSON.stringify(campoSenzaServizio(CAMPO))
    expect(chiesto).toContain('giorno')
    expect(chiesto).not.toContain('servizio')
  })

  it('has the service of the regulation that is tried, and keeps the rest', () => {
    const caso = casoDelServizio({ contesto: { giorno: '2026-11-23' }, figli: 2 }, 'TRASPORTO')
    expect(caso).toEqual({ contesto: { giorno: '2026-11-23', servizio: 'trasporto' }, figli: 2 })
  })
})
