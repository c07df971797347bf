import { expect, test } from 'vitest'
import type { RataScadutaFragment } from '../gql/graphql'
import { conseguenze } from './solleciti'

const RATA = {
  sollecitoDovuto: null,
  bloccaIscrizioni: false,
  riscossioneCoattiva: false,
  affidata: false,
  daVerificare: null,
} as unknown as RataScadutaFragment

test('nothing follows from an instalment of which the regulation says nothing yet', () => {
  expect(conseguenze(RATA)).toEqual([])
})

test('what follows is said in a few words', () => {
  expect(conseguenze({ ...RATA, sollecitoDovuto: 'Primo sollecito', bloccaIscrizioni: true })).toEqual([
    'Da inviare: Primo sollecito',
    'Blocca le iscrizioni',
  ])
})

test('what was given to whoever collects is not to be given again', () => {
  expect(conseguenze({ ...RATA, riscossioneCoattiva: true })).toEqual(['Da affidare alla riscossione'])
  expect(conseguenze({ ...RATA, riscossioneCoattiva: true, affidata: true })).toEqual(['In riscossione coattiva'])
})
