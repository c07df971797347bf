import { casoDi, type Campo, type Voce } from './campo'
import { dentro, type Percorso } from './leggi'
import { eOggetto, uguali, type Json } from './schema'
import { scriviTesto } from './testi'
import { scriviConUnita } from './unita'

/** A parameter as it is read: where it is, in the words of the schema, and its value. */
export interface Riga {
  readonly percorso: Percorso
  readonly dove: readonly string[]
  readonly valore: string
}

/** The parameters, a row for each that is given. */
export function righeDi(campo: Campo, valore: Json | undefined): readonly Riga[] {
  return leggi(campo, valore, { percorso: '', dove: [] })
}

interface Qui {
  readonly percorso: Percorso
  readonly dove: readonly string[]
}

function leggi(campo: Campo, valore: Json | undefined, qui: Qui): readonly Riga[] {
  if (valore === undefined) return []
  const riga = (testo: string): readonly Riga[] => [{ ...qui, valore: testo }]
  switch (campo.genere) {
    case 'numero':
      return riga(typeof valore === 'number' && Number.isSafeInteger(valore) ? scriviConUnita(valore, campo.unita) : json(valore))
    case 'sino':
      return riga(valore === true ? 'Sì' : 'No')
    case 'scelta':
      return riga(campo.opzioni.find((opzione) => uguali(opzione.valore, valore))?.titolo ?? json(valore))
    case 'testo':
      return riga(typeof valore === 'string' ? scriviTesto(campo.forma, valore) : json(valore))
    case 'libero':
      return riga(json(valore))
    case 'oggetto':
      return eOggetto(valore) ? voci(campo.voci, valore, qui) : riga(json(valore))
    case 'alternativa': {
      const caso = casoDi(campo, valore)
      if (!caso) return riga(json(valore))
      return [...riga(caso.titolo), ...(eOggetto(valore) ? voci(caso.voci, valore, qui) : [])]
    }
    case 'elenco':
      if (!Array.isArray(valore)) return riga(json(valore))
      if (eSemplice(campo.elemento)) {
        return riga(valore.map((voce: Json) => leggi(campo.elemento, voce, qui)[0]?.valore).join('; ') || 'nessuno')
      }
      return valore.flatMap((voce: Json, i) =>
        leggi(campo.elemento, voce, {
          percorso: dentro(qui.percorso, i),
          dove: [...qui.dove.slice(0, -1), `${qui.dove.at(-1) ?? ''} ${nomeVoce(i, voce)}`.trim()],
        }),
      )
  }
}

function voci(voci: readonly Voce[], valore: { readonly [nome: string]: Json }, qui: Qui): readonly Riga[] {
  return voci.flatMap(({ nome, campo }) =>
    leggi(campo, valore[nome], { percorso: dentro(qui.percorso, nome), dove: [...qui.dove, campo.titolo ?? nome] }),
  )
}

/** "n. 2" and, where the row has one, the name by which people know it. */
function nomeVoce(i: number, voce: Json): string {
  const nome = eOggetto(voce) ? (voce.nome ?? voce.titolo ?? voce.codice) : null
  return typeof nome === 'string' ? `n. ${i + 1} (${nome})` : `n. ${i + 1}`
}

/** Whether a value of it is written in one word or number. */
export function eSemplice(campo: Campo): boolean {
  return campo.genere === 'testo' || campo.genere === 'numero' || campo.genere === 'scelta' || campo.genere === 'sino'
}

const json = (valore: Json) => (typeof valore === 'string' ? valore : JSON.stringify(valore))

/** A parameter that is not the same in two regulations; null where it is not given. */
export interface Differenza {
  readonly dove: readonly string[]
  readonly prima: string | null
  readonly dopo: string | null
}

/** What changes from one set of parameters to another, in the order of the new ones. */
export function differenze(campo: Campo, prima: Json | undefined, dopo: Json | undefined): readonly Differenza[] {
  const vecchie = new Map(righeDi(campo, prima).map((riga) => [riga.percorso, riga]))
  const nuove = righeDi(campo, dopo)
  const presenti = new Set(nuove.map((riga) => riga.percorso))
  const cambiate = nuove.map((riga) => ({
    dove: riga.dove,
    prima: vecchie.get(riga.percorso)?.valore ?? null,
    dopo: riga.valore,
  }))
  const tolte = [...vecchie.values()].filter((riga) => !presenti.has(riga.percorso))
  return [
    ...cambiate.filter((riga) => riga.prima !== riga.dopo),
    ...tolte.map((riga) => ({ dove: riga.dove, prima: riga.valore, dopo: null })),
  ]
}

/** Where a field is, in the words of the schema, for the list of errors: also of one not filled in yet. */
export function doveDi(campo: Campo, percorso: Percorso): readonly string[] {
  const [, ...passi] = percorso.split('/')
  const dove: string[] = []
  let qui: Campo | undefined = campo
  for (const passo of passi) {
    if (qui?.genere === 'elenco') {
      dove.push(`${dove.pop() ?? ''} n. ${Number(passo) + 1}`.trim())
      qui = qui.elemento
    } else {
      qui = vociDi(qui).find(({ nome }) => nome === passo)?.campo
      dove.push(qui?.titolo ?? passo)
    }
  }
  return dove
}

/** Fields of the same name in several cases have the same meaning, if not the same words. */
function vociDi(campo: Campo | undefined): readonly Voce[] {
  if (campo?.genere === 'oggetto') return campo.voci
  return campo?.genere === 'alternativa' ? campo.casi.flatMap((caso) => caso.voci) : []
}
