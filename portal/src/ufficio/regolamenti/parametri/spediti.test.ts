// Every regulation that ships with the platform, with every file of parameters that comes with it.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { bozzaDi, bozzaNuova, type Bozza } from './bozza'
import { campoDi, type Campo } from './campo'
import { leggiBozza } from './leggi'
import type { Json, Schema } from './schema'

const PLUGINS = join(import.meta.dirname, '../../../../../plugins')

const conSchema = (cartella: string) =>
  readdirSync(cartella, { withFileTypes: true })
    .filter((voce) => voce.isDirectory() && readdirSync(join(cartella, voce.name)).includes('schema.json'))
    .map((voce) => join(cartella, voce.name))

const leggiSchema = (regola: string) => JSON.parse(readFileSync(join(regola, 'schema.json'), 'utf8')) as Schema

/** Every file of parameters of a regulation, and the cases that bring their own. */
function parametriDi(regola: string): readonly (readonly [nome: string, parametri: Json])[] {
  const casi = join(regola, 'casi')
  return readdirSync(casi).flatMap((file) => {
    const { parametri, casi: singoli = [] } = parse(readFileSync(join(casi, file), 'utf8')) as {
      parametri: Json
      casi?: readonly { nome: string; parametri?: Json }[]
    }
    const propri = singoli.flatMap((c) => (c.parametri ? [[`${file}: ${c.nome}`, c.parametri] as const] : []))
    return [[file, parametri] as const, ...propri]
  })
}

/** The parts of a form that have no control of their own. */
function liberi(campo: Campo, nome = ''): readonly string[] {
  switch (campo.genere) {
    case 'libero':
      return [nome]
    case 'oggetto':
      return campo.voci.flatMap((voce) => liberi(voce.campo, `${nome}/${voce.nome}`))
    case 'elenco':
      return liberi(campo.elemento, `${nome}/0`)
    case 'alternativa':
      return campo.casi.flatMap((caso) => caso.voci.flatMap((v) => liberi(v.campo, `${nome}/${caso.titolo}/${v.nome}`)))
    default:
      return []
  }
}

/** The draft with its empty texts, as a person leaves it who has looked at every field. */
function conVuoti(bozza: Bozza): Bozza {
  if (bozza === undefined) return ''
  if (Array.isArray(bozza)) return bozza.map(conVuoti)
  if (typeof bozza === 'object') return Object.fromEntries(Object.entries(bozza).map(([n, b]) => [n, conVuoti(b)]))
  return bozza
}

const REGOLE = ['regolamenti', 'esempi', 'modelli/punti'].flatMap((cartella) => conSchema(join(PLUGINS, cartella)))

it('finds the regulations', () => {
  expect(REGOLE.map((regola) => regola.split('/').at(-1))).toEqual(
    expect.arrayContaining(['ammissione_punti', 'penale_solleciti', 'prenotazione_pasti', 'tariffa_isee', 'trasporto_fermate']),
  )
})

describe.each(REGOLE)('%s', (regola) => {
  const campo = campoDi(leggiSchema(regola))

  it('has a control for every part', () => {
    expect(liberi(campo)).toEqual([])
  })

  it('begins from an empty draft that can be read, with errors or without', () => {
    expect(() => leggiBozza(campo, bozzaNuova(campo))).not.toThrow()
  })

  it.each(parametriDi(regola))('%s goes through the form without loss', (_, parametri) => {
    const bozza = bozzaDi(campo, parametri)
    expect(leggiBozza(campo, bozza)).toEqual({ parametri, errori: [] })
    expect(leggiBozza(campo, conVuoti(bozza))).toEqual({ parametri, errori: [] })
  })
})

interface Caso {
  readonly nome: string
  readonly ingresso?: Record<string, Json>
  readonly atteso: Json
  readonly [contesto: string]: Json | undefined
}

/** The questions that the cases of a regulation ask. */
function domandeDi(regola: string): readonly (readonly [nome: string, domanda: Json])[] {
  const casi = join(regola, 'casi')
  return readdirSync(casi).flatMap((file) => {
    const scenario = parse(readFileSync(join(casi, file), 'utf8')) as {
      contesto?: Record<string, Json>
      base?: Record<string, Json>
      casi: readonly Caso[]
    }
    return scenario.casi.map(({ nome, ingresso, atteso: _, ...contesto }) => {
      const detti = Object.entries({ ...scenario.base, ...ingresso }).filter(([, valore]) => valore !== null)
      const domanda = { contesto: { ...scenario.contesto, ...contesto }, ingresso: Object.fromEntries(detti) }
      return [`${file}: ${nome}`, domanda as unknown as Json] as const
    })
  })
}

/** The largest amount of the contract is more than a browser counts, and no ISEE. */
const contabile = (domanda: Json) => !JSON.stringify(domanda).includes('922337203685477')

/** The cases of the shipped regulations go through the form on which a regulation is tried. */
describe.each(REGOLE.filter((regola) => regola.includes('/regolamenti/')))('cases of %s', (regola) => {
  const [estensione = ''] = (regola.split('/').at(-1) ?? '').split('_')
  const schema = JSON.parse(readFileSync(join(PLUGINS, 'host/domande', `${estensione}.json`), 'utf8')) as Schema
  const campo = campoDi(schema)

  it('has a control for every part but the data that no contract names', () => {
    expect(liberi(campo).filter((parte) => parte !== '/ingresso/altri_dati')).toEqual([])
  })

  it('lose nothing', () => {
    const domande = domandeDi(regola).filter(([, domanda]) => contabile(domanda))
    expect(domande.length).toBeGreaterThan(5)
    for (const [nome, domanda] of domande) {
      expect(leggiBozza(campo, bozzaDi(campo, domanda)), nome).toEqual({ parametri: domanda, errori: [] })
    }
  })
})
