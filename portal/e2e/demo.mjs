// Starts the demonstration that the tests are run against, and reads from what it prints where to
// go and who to be. With CAMPANELLA_E2E_RAPPORTO (a file with that text) a running one is used.
import { readFile } from 'node:fs/promises'
import { leggiRapporto } from './rapporto.mjs'
import { avvia } from './server.mjs'

export default async function globalSetup() {
  const given = process.env.CAMPANELLA_E2E_RAPPORTO
  if (given) {
    announce(await readFile(given, 'utf8'))
    return undefined
  }
  const { rapporto, stop } = await avvia()
  announce(rapporto)
  return stop
}

/** The tests run in processes of their own, which inherit the environment. */
function announce(text) {
  process.env.CAMPANELLA_E2E = JSON.stringify(leggiRapporto(text))
}
