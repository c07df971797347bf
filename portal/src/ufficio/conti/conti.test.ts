import { expect, it } from 'vitest'
import { perFamiglia } from './conti'

it('puts brothers and sisters into one family, and people of the same name into two', () => {
  const alunni = [
    { nome: 'Ada', cognome: 'Rossi', famigliaId: 7 },
    { nome: 'Bruno', cognome: 'Rossi', famigliaId: 9 },
    { nome: 'Carla', cognome: 'Rossi', famigliaId: 7 },
  ]
  expect(perFamiglia(alunni)).toEqual([
    { id: 7, figli: ['Rossi Ada', 'Rossi Carla'] },
    { id: 9, figli: ['Rossi Bruno'] },
  ])
})
