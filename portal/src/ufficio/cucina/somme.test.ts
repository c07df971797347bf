import { describe, expect, it } from 'vitest'
import type { RigaFragment } from '../gql/graphql'
import { perPlesso, somma } from './somme'

function riga(plesso: string, classe: string, base: number, celiaci = 0): RigaFragment {
  return {
    plesso: { id: plesso, nome: plesso, scuola: 'Primaria' },
    classe: { id: plesso + classe, nome: classe },
    pastoBase: base,
    pastoBianco: 1,
    assenti: 2,
    diete: celiaci ? [{ codice: 'CEL', descrizione: 'Senza glutine', pasti: celiaci }] : [],
  }
}

const righe = [riga('A', '1A', 20, 1), riga('B', '1A', 10, 2), riga('A', '2A', 15)]

describe('somma', () => {
  it('adds meals, absences and each diet over the classes', () => {
    expect(somma(righe)).toEqual({
      pastoBase: 45,
      pastoBianco: 3,
      assenti: 6,
      diete: [{ codice: 'CEL', descrizione: 'Senza glutine', pasti: 3 }],
    })
  })
  it('is zero for no class', () => {
    expect(somma([])).toEqual({ pastoBase: 0, pastoBianco: 0, assenti: 0, diete: [] })
  })
})

it('perPlesso keeps the classes of a plesso together, in the order of the server', () => {
  const gruppi = perPlesso(righe).map(({ plesso, righe }) => [plesso.id, righe.map((r) => r.classe.nome)])
  expect(gruppi).toEqual([
    ['A', ['1A', '2A']],
    ['B', ['1A']],
  ])
})
