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
  return stati.filter((altro) => altro !== stato && condiviso(altro) && condiviso(stato))
}

function condiviso({ modo, conto }: StatoServizioFragment): boolean {
  return modo === 'PREPAGATO' && conto === 'FAMIGLIA'
}

/** Services with credit that can be moved or asked back: also one that is no longer prepaid. */
export function conCredito(stati: readonly StatoServizioFragment[]): readonly StatoServizioFragment[] {
  return stati.filter(({ saldo }) => saldo != null && saldo > 0)
}

/** Where the credit of `da` can go: to a prepaid service with another account. */
export function destinazioni(
  stati: readonly StatoServizioFragment[],
  da: StatoServizioFragment,
): readonly StatoServizioFragment[] {
  const altri = stessoConto(stati, da)
  return stati.filter((a) => a !== da && a.modo === 'PREPAGATO' && !altri.includes(a))
}
