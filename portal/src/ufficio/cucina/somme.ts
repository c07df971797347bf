import type { RigaFragment } from '../gql/graphql'

type Dieta = RigaFragment['diete'][number]

/** What a group of classes eats. */
export interface Somma {
  readonly pastoBase: number
  readonly pastoBianco: number
  readonly assenti: number
  readonly diete: readonly Dieta[]
}

/** A plesso with its classes, in the order in which the server lists them. */
export interface Gruppo {
  readonly plesso: RigaFragment['plesso']
  readonly righe: readonly RigaFragment[]
}

export function somma(righe: readonly RigaFragment[]): Somma {
  const diete = new Map<string, Dieta>()
  for (const dieta of righe.flatMap((riga) => riga.diete)) {
    const prima = diete.get(dieta.codice)
    diete.set(dieta.codice, { ...dieta, pasti: dieta.pasti + (prima?.pasti ?? 0) })
  }
  return {
    pastoBase: righe.reduce((totale, r) => totale + r.pastoBase, 0),
    pastoBianco: righe.reduce((totale, r) => totale + r.pastoBianco, 0),
    assenti: righe.reduce((totale, r) => totale + r.assenti, 0),
    diete: [...diete.values()].sort((a, b) => a.codice.localeCompare(b.codice, 'it')),
  }
}

export function perPlesso(righe: readonly RigaFragment[]): readonly Gruppo[] {
  const gruppi = new Map<string, RigaFragment[]>()
  for (const riga of righe) {
    const gruppo = gruppi.get(riga.plesso.id)
    if (gruppo) gruppo.push(riga)
    else gruppi.set(riga.plesso.id, [riga])
  }
  return [...gruppi.values()].flatMap((gruppo) => (gruppo[0] ? [{ plesso: gruppo[0].plesso, righe: gruppo }] : []))
}
