import { describe, expect, it } from 'vitest'
import type { Importo } from '../../kit/denaro/importo'
import type { Giorno } from '../../kit/tempo/giorno'
import type { RettaFragment } from '../gql/graphql'
import { rateAperte } from './rateAperte'

function retta(stato: RettaFragment['stato'], rate: readonly [scadenza: string, importo: number, pagato: number][]): RettaFragment {
  return {
    id: '1',
    servizio: 'REFEZIONE',
    descrizione: 'Novembre',
    importo: 0 as Importo,
    pagato: 0 as Importo,
    stato,
    motivo: null,
    emessaIl: null,
    rate: rate.map(([scadenza, importo, pagato], i) => ({
      id: `${scadenza}-${i}`,
      numero: i + 1,
      importo: importo as Importo,
      pagato: pagato as Importo,
      scadenza: scadenza as Giorno,
      scaduta: false,
    })),
  }
}

describe('rateAperte', () => {
  it('gives what is left of each, the first due first', () => {
    const rette = [retta('EMESSA', [['2026-12-31', 500, 0]]), retta('EMESSA', [['2026-12-15', 300, 100]])]
    expect(rateAperte(rette).map(({ scadenza, resta }) => [scadenza, resta])).toEqual([
      ['2026-12-15', 200],
      ['2026-12-31', 500],
    ])
  })

  it('leaves out what is paid and what was cancelled', () => {
    expect(rateAperte([retta('EMESSA', [['2026-12-15', 300, 300]]), retta('ANNULLATA', [['2026-12-15', 300, 0]])])).toEqual([])
  })
})
