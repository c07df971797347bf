import type { Estensione, Servizio } from '../../gql/graphql'
import { TUTTE_LE_ESTENSIONI, type Ambito } from '../regolamenti'
import { TUTTI_I_SERVIZI } from '../../servizi'

/** What is being prepared: for what, with which component, starting from which parameters. */
export interface Preparazione extends Ambito {
  readonly digest: string
  /** The activation whose parameters are the start; null to start from none. */
  readonly da: string | null
}

export function indirizzoPrepara({ estensione, servizio, digest, da }: Preparazione): string {
  const dati = new URLSearchParams({ estensione, servizio, digest, ...(da === null ? {} : { da }) })
  return `/regolamenti/prepara?${dati.toString()}`
}

/** What an address asks to prepare; null when it does not say it. */
export function leggiIndirizzo(search: URLSearchParams): Preparazione | null {
  const estensione = search.get('estensione') as Estensione
  const servizio = search.get('servizio') as Servizio
  const digest = search.get('digest')
  if (!TUTTE_LE_ESTENSIONI.includes(estensione) || !TUTTI_I_SERVIZI.includes(servizio) || !digest) return null
  return { estensione, servizio, digest, da: search.get('da') }
}
