import { graphql } from '../gql'
import type { AZero, ContoPer, GestioneFragment, Modo, Servizio } from '../gql/graphql'
import { TUTTI_I_SERVIZI } from '../servizi'
import { inizioAnnoScolastico } from '../../kit/tempo/annoScolastico'
import type { Giorno } from '../../kit/tempo/giorno'

export const GESTIONI = graphql(`
  query Gestioni {
    gestioni {
      ...Gestione
    }
  }
  fragment Gestione on Gestione {
    servizio
    anno
    modo
    conto
    soglia
    aZero
    versione
  }
`)

export const MODI: Record<Modo, string> = {
  PREPAGATO: 'Prima: la famiglia ricarica un conto elettronico',
  POSTPAGATO: 'Dopo: il comune emette le rette',
}

export const CONTI: Record<ContoPer, string> = {
  SERVIZIO: 'Un conto per ogni servizio',
  FAMIGLIA: 'Un conto solo per tutti i servizi della famiglia',
}

export const A_ZERO: Record<AZero, string> = {
  PERMETTI: 'Nulla: il conto va in negativo',
  AVVISA: 'La famiglia è avvisata, e il conto va in negativo',
  BLOCCA: 'Non si può più prenotare; chi è presente mangia lo stesso',
}

/** "2026/2027": the school year in which a day falls, or one of those after it. */
export function annoScolastico(giorno: Giorno, dopo = 0): string {
  const primo = Number(inizioAnnoScolastico(giorno).slice(0, 4)) + dopo
  return `${primo}/${primo + 1}`
}

export interface DaStabilire {
  readonly servizio: Servizio
  readonly anno: string
}

/** What the comune has not said yet, for this school year and the next. */
export function daStabilire(gestioni: readonly GestioneFragment[], oggi: Giorno): readonly DaStabilire[] {
  const anni = [annoScolastico(oggi), annoScolastico(oggi, 1)]
  return anni
    .flatMap((anno) => TUTTI_I_SERVIZI.map((servizio) => ({ servizio, anno })))
    .filter((una) => !gestioni.some((g) => g.servizio === una.servizio && g.anno === una.anno))
}
