/** A value of JSON, as parameters are stored. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [nome: string]: Json }

/** The part of JSON Schema 2020-12 that the schemas of parameters use. */
export interface Schema {
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, Schema>>
  readonly title?: string
  readonly description?: string
  readonly default?: Json
  readonly examples?: readonly Json[]
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly const?: Json
  readonly enum?: readonly Json[]
  readonly oneOf?: readonly Schema[]
  readonly minimum?: number
  readonly maximum?: number
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly minItems?: number
  readonly maxItems?: number
  readonly uniqueItems?: boolean
}

/** Words of a schema whose meaning the form knows; any other may forbid what the form would allow. */
const CONOSCIUTE = new Set([
  ...['$schema', '$id', '$ref', '$defs', '$comment', 'title', 'description', 'default', 'examples', 'type', 'format'],
  ...['const', 'enum', 'oneOf', 'minimum', 'maximum', 'pattern', 'minLength', 'maxLength', 'properties', 'required'],
  ...['additionalProperties', 'items', 'minItems', 'maxItems', 'uniqueItems'],
])

export function tuttoConosciuto(schema: Schema): boolean {
  return Object.keys(schema).every((parola) => CONOSCIUTE.has(parola))
}

/** A schema with what its `$ref` points to; what it says itself goes before. */
export interface Risolto {
  readonly schema: Schema
  /** The description that belongs to this place, not to the definition that it shares with others. */
  readonly descrizionePropria: string | undefined
}

/** Follows references within the document. Null for one that leads nowhere, or in a circle. */
export function risolvi(schema: Schema, radice: Schema): Risolto | null {
  let intero = schema
  for (let passi = 0; intero.$ref !== undefined; passi++) {
    const meta = definizione(intero.$ref, radice)
    if (!meta || passi > 20) return null
    const { $ref: _, ...proprio } = intero
    intero = { ...meta, ...proprio }
  }
  return { schema: intero, descrizionePropria: schema.description }
}

function definizione(ref: string, radice: Schema): Schema | null {
  const nome = /^#\/\$defs\/([^/]+)$/.exec(ref)?.[1]
  return (nome && radice.$defs?.[nome]) || null
}

export function eOggetto(valore: unknown): valore is { readonly [nome: string]: Json } {
  return typeof valore === 'object' && valore !== null && !Array.isArray(valore)
}

/** Whether two values are the same; the order of the fields of an object says nothing. */
export function uguali(a: Json | undefined, b: Json | undefined): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((voce, i) => uguali(voce, b[i]))
  if (eOggetto(a) && eOggetto(b)) {
    const nomi = Object.keys(a)
    return nomi.length === Object.keys(b).length && nomi.every((nome) => nome in b && uguali(a[nome], b[nome]))
  }
  return a === b
}
