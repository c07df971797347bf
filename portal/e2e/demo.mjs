// Starts the demonstration that the tests are run against, and reads from what it prints where to
// go and who to be. With CAMPANELLA_E2E_RAPPORTO (a file with that text) a running one is used.
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { leggiRapporto } from './rapporto.mjs'

const READY_WITHIN_MS = 180_000

export default async function globalSetup() {
  const given = process.env.CAMPANELLA_E2E_RAPPORTO
  if (given) {
    announce(await readFile(given, 'utf8'))
    return undefined
  }
  const binary = process.env.CAMPANELLA_BIN ?? join(import.meta.dirname, '../../target/debug/campanella')
  const folder = await mkdtemp(join(tmpdir(), 'campanella-e2e-'))
  const server = spawn(binary, ['demo', '--porta', String(await freePort())], {
    cwd: folder,
    env: { CAMPANELLA_PORTALE: join(import.meta.dirname, '../dist'), ...process.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const stop = async () => {
    const ended = new Promise((done) => server.once('exit', done))
    if (server.exitCode === null && server.kill('SIGTERM')) await ended
    await rm(folder, { recursive: true, force: true })
  }
  try {
    announce(await report(server))
  } catch (error) {
    await stop()
    throw error
  }
  return stop
}

/** What the demonstration printed, once it has printed all of it. */
function report(server) {
  return new Promise((found, failed) => {
    let text = ''
    const late = setTimeout(() => failed(new Error(`la dimostrazione non è pronta:\n${text}`)), READY_WITHIN_MS)
    server.once('error', failed)
    server.once('exit', (code) => failed(new Error(`la dimostrazione è finita con ${code}:\n${text}`)))
    server.stdout.setEncoding('utf8').on('data', (piece) => {
      text += piece
      if (!/^Password di tutti.*\n/m.test(text)) return
      clearTimeout(late)
      found(text)
    })
  })
}

/** The tests run in processes of their own, which inherit the environment. */
function announce(text) {
  process.env.CAMPANELLA_E2E = JSON.stringify(leggiRapporto(text))
}

function freePort() {
  return new Promise((found, failed) => {
    const probe = createServer()
    probe.once('error', failed)
    probe.listen(0, () => {
      const { port } = probe.address()
      probe.close(() => found(port))
    })
  })
}
