import type { Importo } from '../../kit/denaro/importo'
import { scriviGiorno, type Giorno } from '../../kit/tempo/giorno'
import { scriviMese, type Mese } from '../../kit/tempo/mese'
import { graphql } from '../gql'
import type { IncassiDelGiornoFragment, Servizio } from '../gql/graphql'
import { TUTTI_I_SERVIZI } from '../servizi'

export const INCASSI = graphql(`
  query RiepilogoIncassi($dal: Giorno!, $al: Giorno!) {
    riepilogoIncassi(dal: $dal, al: $al) {
      ...IncassiDelGiorno
    }
  }
  fragment IncassiDelGiorno on IncassiDelGiorno {
    giorno
    servizio
    mezzo
    quanti
    importo
  }
`)

export type Incassi = IncassiDelGiornoFragment

/** Bars that are still read one by one. */
const BARRE = 31

/** The services that took money, in the order in which they are listed. */
export function serviziCon(righe: readonly Incassi[]): readonly Servizio[] {
  return TUTTI_I_SERVIZI.filter((servizio) => righe.some((riga) => riga.servizio === servizio))
}

export function somma(righe: readonly Incassi[]): Importo {
  return righe.reduce((totale, { importo }) => totale + importo, 0) as Importo
}

export interface Gruppo {
  readonly etichetta: string
  readonly righe: readonly Incassi[]
}

/** By day; by month where there are more days than one looks at. */
export function perGiornoOMese(righe: readonly Incassi[]): readonly Gruppo[] {
  const giorni = raggruppa(righe, ({ giorno }) => giorno)
  if (giorni.size <= BARRE) {
    return [...giorni].map(([giorno, sue]) => ({ etichetta: scriviGiorno(giorno as Giorno), righe: sue }))
  }
  const mesi = raggruppa(righe, ({ giorno }) => giorno.slice(0, 7))
  return [...mesi].map(([mese, sue]) => ({ etichetta: scriviMese(mese as Mese), righe: sue }))
}

function raggruppa(righe: readonly Incassi[], chiave: (riga: Incassi) => string): ReadonlyMap<string, readonly Incassi[]> {
  const gruppi = new Map<string, Incassi[]>()
  for (const riga of righe) gruppi.set(chiave(riga), [...(gruppi.get(chiave(riga)) ?? []), riga])
  return gruppi
}

/** Where the same report is as a file. */
export function fileDegliIncassi(dal: Giorno, al: Giorno, formato: 'csv' | 'xlsx'): string {
  return `/api/pagamenti/riepiloghi/${dal}-${al}.${formato}`
}
