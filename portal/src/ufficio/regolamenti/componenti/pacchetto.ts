import { upload } from '../../../kit/graphql/upload'
import { sessionEnd } from '../../api'

/** What the platform says of a package: the answer of `POST /api/regolamenti/pacchetti`. */
export interface Verdetto {
  readonly accettato: boolean
  readonly rifiuto?: { readonly codice: string; readonly testo: string }
  readonly nome?: string
  readonly versione?: string
  readonly contratto?: string
  readonly punto?: string
  readonly titolo?: string
  readonly digest?: string
  /** What it wants from outside, and may not have. */
  readonly importazioni?: readonly string[]
  readonly limiti?: readonly Limite[]
  readonly casi?: readonly CasoProvato[]
}

export interface Limite {
  readonly nome: string
  readonly usato: number
  readonly massimo: number
  readonly unita: string
}

export interface CasoProvato {
  readonly file: string
  readonly nome: string
  readonly riuscito: boolean
  readonly difetto?: string
}

const ACCETTATO = 200
const RIFIUTATO = 422

/** Gives a package to the platform, which examines it before it keeps it. */
export function carica(file: File): Promise<Verdetto> {
  return upload<Verdetto>('/api/regolamenti/pacchetti', file, [ACCETTATO, RIFIUTATO], () => sessionEnd.happened())
}
