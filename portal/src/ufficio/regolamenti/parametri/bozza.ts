import { casoDi, type Campo, type CampoAlternativa, type Caso, type Voce } from './campo'
import { eOggetto, uguali, type Json } from './schema'
import { scriviTesto } from './testi'
import { scriviParti } from './unita'

/**
 * The parameters while they are being typed: like them in shape, with the text of each field in
 * place of its value, right or wrong. What is not given is `undefined`.
 */
export type Bozza = string | boolean | readonly Bozza[] | BozzaOggetto | undefined

export interface BozzaOggetto {
  readonly [nome: string]: Bozza
}

/** The draft of an alternative: which case, and the fields of it. */
export interface BozzaAlternativa extends BozzaOggetto {
  readonly caso: string
  readonly dati: BozzaOggetto
}

export function oggetto(bozza: Bozza): BozzaOggetto {
  return typeof bozza === 'object' && !Array.isArray(bozza) ? (bozza as BozzaOggetto) : {}
}

export function elenco(bozza: Bozza): readonly Bozza[] {
  return Array.isArray(bozza) ? (bozza as readonly Bozza[]) : []
}

export function testo(bozza: Bozza): string {
  return typeof bozza === 'string' ? bozza : ''
}

/** The case that a draft of an alternative has chosen, and the fields of it. */
export function scelto(campo: CampoAlternativa, bozza: Bozza): { caso: Caso; dati: BozzaOggetto } | null {
  const { caso: chiave, dati } = oggetto(bozza)
  const caso = campo.casi.find((uno) => uno.chiave === chiave)
  return caso ? { caso, dati: oggetto(dati) } : null
}

/** The draft of a value. What does not fit the schema is left out. */
export function bozzaDi(campo: Campo, valore: Json | undefined): Bozza {
  if (valore === undefined) return undefined
  switch (campo.genere) {
    case 'testo': {
      if (typeof valore !== 'string') return undefined
      return scriviTesto(campo.forma, valore)
    }
    case 'numero':
      return typeof valore === 'number' && Number.isSafeInteger(valore) ? scriviParti(valore, campo.unita) : undefined
    case 'sino':
      return typeof valore === 'boolean' ? valore : undefined
    case 'scelta':
      return campo.opzioni.find((opzione) => uguali(opzione.valore, valore))?.chiave
    case 'oggetto':
      return eOggetto(valore) ? bozzaVoci(campo.voci, valore) : undefined
    case 'elenco':
      return Array.isArray(valore) ? valore.map((voce: Json) => bozzaDi(campo.elemento, voce)) : undefined
    case 'alternativa': {
      const caso = casoDi(campo, valore)
      if (!caso) return undefined
      return { caso: caso.chiave, dati: eOggetto(valore) ? bozzaVoci(caso.voci, valore) : {} }
    }
    case 'libero':
      return JSON.stringify(valore, null, 2)
  }
}

function bozzaVoci(voci: readonly Voce[], valore: { readonly [nome: string]: Json }): BozzaOggetto {
  return Object.fromEntries(
    voci.filter(({ nome }) => nome in valore).map(({ nome, campo }) => [nome, bozzaDi(campo, valore[nome])]),
  )
}

/** The draft of something that has just been added: its required parts, still empty. */
export function bozzaNuova(campo: Campo): Bozza {
  switch (campo.genere) {
    case 'oggetto':
      return bozzaNuovaVoci(campo.voci)
    case 'elenco':
      return Array.from({ length: campo.minimo }, () => bozzaNuova(campo.elemento))
    case 'alternativa':
      return bozzaDi(campo, campo.predefinito)
    case 'testo':
    case 'numero':
    case 'sino':
    case 'scelta':
    case 'libero':
      return campo.predefinito === undefined ? undefined : bozzaDi(campo, campo.predefinito)
  }
}

export function bozzaNuovaVoci(voci: readonly Voce[]): BozzaOggetto {
  const obbligatorie = voci.filter((voce) => voce.obbligatoria)
  return Object.fromEntries(obbligatorie.map(({ nome, campo }) => [nome, bozzaNuova(campo)]))
}
