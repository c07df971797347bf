// Starts the demonstrations that the tests are run against, one for each worker, and reads from what
// they print where to go and who to be. With CAMPANELLA_E2E_RAPPORTO (a file with that text) a
// running one is used.
import { readFile } from 'node:fs/promises'
import { leggiRapporto } from './rapporto.mjs'
import { avvia } from './server.mjs'

export default async function globalSetup({ workers }) {
  const given = process.env.CAMPANELLA_E2E_RAPPORTO
  if (given) {
    announce([await readFile(given, 'utf8')])
    return undefined
  }
  const avviate = await Promise.allSettled(Array.from({ length: workers }, () => avvia()))
  const demo = avviate.flatMap(({ value }) => value ?? [])
  const stop = () => Promise.all(demo.map(({ stop }) => stop()))
  const fallita = avviate.find(({ reason }) => reason)
  if (fallita) {
    await stop()
    throw fallita.reason
  }
  announce(demo.map(({ rapporto }) => rapporto))
  return stop
}

/** The tests run in processes of their own, which inherit the environment. */
function announce(texts) {
  process.env.CAMPANELLA_E2E = JSON.stringify(texts.map(leggiRapporto))
}
