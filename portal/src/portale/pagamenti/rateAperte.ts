import { resto, type Importo } from '../../kit/denaro/importo'
import type { Giorno } from '../../kit/tempo/giorno'
import type { RettaFragment, Servizio } from '../gql/graphql'

/** An instalment of which something is due. */
export interface RataAperta {
  readonly id: string
  readonly descrizione: string
  readonly servizio: Servizio
  readonly numero: number
  readonly scadenza: Giorno
  readonly scaduta: boolean
  readonly resta: Importo
}

/** The instalments of issued bills that are not paid in full, the first due first. */
export function rateAperte(rette: readonly RettaFragment[]): readonly RataAperta[] {
  return rette
    .filter(({ stato }) => stato === 'EMESSA')
    .flatMap(({ descrizione, servizio, rate }) =>
      rate.map((rata) => ({ ...rata, descrizione, servizio, resta: resto(rata.importo, rata.pagato) })),
    )
    .filter(({ resta }) => resta > 0)
    .sort((a, b) => a.scadenza.localeCompare(b.scadenza) || a.numero - b.numero)
}
