import { eOggetto, risolvi, tuttoConosciuto, uguali, type Json, type Schema } from './schema'
import { unitaDi, type Unita } from './unita'

interface Comune {
  readonly titolo: string | null
  readonly descrizione: string | null
  /** What holds when nothing is given. */
  readonly predefinito: Json | undefined
}

export interface CampoTesto extends Comune {
  readonly genere: 'testo'
  readonly forma: 'libera' | 'ora' | 'giorno' | 'istante'
  readonly pattern: string | null
  readonly lunghezzaMinima: number
  readonly lunghezzaMassima: number | null
}

export interface CampoNumero extends Comune {
  readonly genere: 'numero'
  readonly unita: Unita
  readonly minimo: number | null
  readonly massimo: number | null
}

export interface CampoSiNo extends Comune {
  readonly genere: 'sino'
}

export interface Opzione {
  /** The value as text, to tell it apart in the form. */
  readonly chiave: string
  readonly valore: Json
  readonly titolo: string
}

export interface CampoScelta extends Comune {
  readonly genere: 'scelta'
  readonly opzioni: readonly Opzione[]
}

export interface Voce {
  readonly nome: string
  readonly obbligatoria: boolean
  readonly campo: Campo
}

export interface CampoOggetto extends Comune {
  readonly genere: 'oggetto'
  readonly voci: readonly Voce[]
}

export interface CampoElenco extends Comune {
  readonly genere: 'elenco'
  readonly elemento: Campo
  readonly minimo: number
  readonly massimo: number | null
  readonly senzaDoppioni: boolean
}

export interface Caso {
  /** The whole value, for a case that has no fields: `"nel_comune"`. */
  readonly fisso: Json | undefined
  /** The fixed values that tell this case from the others: `{ "tipo": "fasce" }`. */
  readonly costanti: Readonly<Record<string, Json>>
  readonly chiave: string
  readonly titolo: string
  readonly voci: readonly Voce[]
}

export interface CampoAlternativa extends Comune {
  readonly genere: 'alternativa'
  readonly casi: readonly Caso[]
}

/** What the form has no control for: written as JSON, and judged by the server. */
export interface CampoLibero extends Comune {
  readonly genere: 'libero'
}

/** What a schema asks a person for. */
export type Campo =
  | CampoTesto
  | CampoNumero
  | CampoSiNo
  | CampoScelta
  | CampoOggetto
  | CampoElenco
  | CampoAlternativa
  | CampoLibero

/** The form of the parameters that a schema describes. */
export function campoDi(radice: Schema): Campo {
  return leggi(radice, radice, 0)
}

/** Definitions that contain themselves are opened down to here; further down they are JSON. */
const PROFONDITA = 12

function leggi(proprio: Schema, radice: Schema, profondita: number): Campo {
  const risolto = risolvi(proprio, radice)
  const schema = risolto?.schema ?? proprio
  const comune: Comune = {
    titolo: schema.title ?? null,
    descrizione: schema.description ?? null,
    predefinito: schema.default,
  }
  const libero: CampoLibero = { ...comune, genere: 'libero' }
  if (!risolto || profondita > PROFONDITA || !tuttoConosciuto(schema)) return libero
  const dentro = (altro: Schema) => leggi(altro, radice, profondita + 1)

  const scelte = opzioni(schema)
  if (scelte) return { ...comune, genere: 'scelta', opzioni: scelte }
  if (schema.oneOf) {
    const casi = leggiCasi(schema.oneOf, radice, dentro)
    return casi ? { ...comune, genere: 'alternativa', casi } : libero
  }
  switch (schema.type) {
    case 'string':
      return { ...comune, genere: 'testo', ...testo(schema) }
    case 'integer': {
      const unita = unitaDi(schema.format)
      return {
        ...comune,
        genere: 'numero',
        // A shared definition says how the number is stored; people type it in its unit.
        descrizione: (unita.decimali > 0 ? risolto.descrizionePropria : schema.description) ?? null,
        unita,
        minimo: schema.minimum ?? null,
        massimo: schema.maximum ?? null,
      }
    }
    case 'boolean':
      return { ...comune, genere: 'sino' }
    case 'object':
      return schema.properties ? { ...comune, genere: 'oggetto', voci: leggiVoci(schema, dentro) } : libero
    case 'array':
      if (!schema.items) return libero
      return {
        ...comune,
        genere: 'elenco',
        elemento: dentro(schema.items),
        minimo: schema.minItems ?? 0,
        massimo: schema.maxItems ?? null,
        senzaDoppioni: schema.uniqueItems ?? false,
      }
    default:
      return libero
  }
}

/** The formats of texts in the schemas of parameters (docs/regole.md). */
const FORME: Readonly<Record<string, CampoTesto['forma']>> = {
  ora: 'ora',
  date: 'giorno',
  data: 'giorno',
  istante: 'istante',
}

function testo(schema: Schema): Omit<CampoTesto, keyof Comune | 'genere'> {
  return {
    forma: (schema.format && FORME[schema.format]) || 'libera',
    pattern: schema.pattern ?? null,
    lunghezzaMinima: schema.minLength ?? 0,
    lunghezzaMassima: schema.maxLength ?? null,
  }
}

/** The values to choose among; null when the schema is no list of values. */
function opzioni(schema: Schema): readonly Opzione[] | null {
  if (schema.enum) return schema.enum.map((valore) => opzione(valore, undefined))
  if (!schema.oneOf?.every((voce) => 'const' in voce)) return null
  return schema.oneOf.map((voce) => opzione(voce.const ?? null, voce.title))
}

function opzione(valore: Json, titolo: string | undefined): Opzione {
  return { valore, chiave: JSON.stringify(valore), titolo: titolo ?? String(valore) }
}

function leggiVoci(schema: Schema, dentro: (schema: Schema) => Campo): readonly Voce[] {
  return Object.entries(schema.properties ?? {}).map(([nome, proprio]) => {
    const campo = dentro(proprio)
    return {
      nome,
      obbligatoria: schema.required?.includes(nome) ?? false,
      campo: campo.titolo === null ? { ...campo, titolo: inParole(nome) } : campo,
    }
  })
}

/** The name of a field that the schema gives no title: "senza_isee" → "Senza isee". */
function inParole(nome: string): string {
  const parole = nome.replaceAll('_', ' ')
  return parole.charAt(0).toUpperCase() + parole.slice(1)
}

/**
 * The cases of a `oneOf`, told apart by their constants, or by the field that each asks for (an
 * enumeration of Rust); null when they are not.
 */
function leggiCasi(rami: readonly Schema[], radice: Schema, dentro: (schema: Schema) => Campo): readonly Caso[] | null {
  const casi: Caso[] = []
  for (const ramo of rami) {
    const schema = risolvi(ramo, radice)?.schema
    const caso = schema && tuttoConosciuto(schema) ? leggiCaso(schema, dentro) : null
    if (!caso || casi.some((uno) => uno.chiave === caso.chiave)) return null
    casi.push(caso)
  }
  return casi
}

function leggiCaso(schema: Schema, dentro: (schema: Schema) => Campo): Caso | null {
  if (schema.const !== undefined) {
    const titolo = schema.title ?? String(schema.const)
    return { fisso: schema.const, costanti: {}, chiave: JSON.stringify(schema.const), titolo, voci: [] }
  }
  if (schema.type !== 'object') return null
  const fisse = Object.entries(schema.properties ?? {}).filter(([, p]) => p.const !== undefined)
  const costanti = Object.fromEntries(fisse.map(([nome, p]) => [nome, p.const ?? null]))
  const voci = leggiVoci(schema, dentro).filter(({ nome }) => !(nome in costanti))
  const richieste = voci.filter((voce) => voce.obbligatoria).map(({ nome }) => nome)
  if (fisse.length === 0 && richieste.length === 0) return null
  const chiave = JSON.stringify(fisse.length > 0 ? costanti : richieste)
  const titolo = schema.title ?? (Object.values(costanti).join(', ') || richieste.map(inParole).join(', '))
  return { fisso: undefined, costanti, chiave, titolo, voci }
}

/** The case that a value is of; one that is the value itself goes before those that only fit it. */
export function casoDi(campo: CampoAlternativa, valore: Json | undefined): Caso | null {
  const stesso = campo.casi.find(({ fisso }) => fisso !== undefined && uguali(fisso, valore))
  return stesso ?? campo.casi.find((caso) => siAdatta(caso, valore)) ?? null
}

function siAdatta({ fisso, costanti, voci }: Caso, valore: Json | undefined): boolean {
  if (fisso !== undefined || !eOggetto(valore)) return false
  const richieste = Object.keys(costanti).length > 0 ? [] : voci.filter((voce) => voce.obbligatoria)
  return (
    Object.entries(costanti).every(([nome, c]) => uguali(valore[nome], c)) && richieste.every(({ nome }) => nome in valore)
  )
}
