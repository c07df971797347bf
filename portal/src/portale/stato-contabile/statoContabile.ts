import { condividono } from '../../kit/denaro/conti'
import { graphql } from '../gql'
import type { Servizio, StatoServizioFragment } from '../gql/graphql'

/** What the family has and owes, service by service. */
export const STATO_CONTABILE = graphql(`
  query StatoContabile {
    statoContabile {
      ...StatoServizio
    }
  }
  fragment StatoServizio on StatoServizio {
    servizio
    modo
    conto
    saldo
    soglia
    sottoSoglia
    bloccaAZero
    daPagare
    scaduto
  }
`)

/** The part of an address that names a service, and back. */
export function percorsoDelServizio(servizio: Servizio): string {
  return servizio.toLowerCase()
}

export function servizioDelPercorso(
  stati: readonly StatoServizioFragment[],
  percorso: string | undefined,
): StatoServizioFragment | null {
  return stati.find(({ servizio }) => percorsoDelServizio(servizio) === percorso) ?? null
}

/** The other services that draw on the same account of the family. */
export function stessoConto(
  stati: readonly StatoServizioFragment[],
  stato: StatoServizioFragment,
): readonly StatoServizioFragment[] {
  return stati.filter((altro) => altro !== stato && condividono(altro, stato))
}

/** Services with credit that can be moved or asked back: also one that is no longer prepaid. */
export function conCredito(stati: readonly StatoServizioFragment[]): readonly StatoServizioFragment[] {
  return stati.filter(({ saldo }) => saldo != null && saldo > 0)
}
