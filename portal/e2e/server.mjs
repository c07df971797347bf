// Starts a demonstration for a test run, on a port and in a folder of its own.
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Two start at once on two cores, each with a year of data. */
const READY_WITHIN_MS = 360_000

/**
 * Starts `campanella demo` with these arguments and waits until it serves.
 * @returns {Promise<{ rapporto: string, stop: () => Promise<void> }>} What it printed, and its end.
 */
export async function avvia(argomenti = [], ambiente = {}) {
  const binary = process.env.CAMPANELLA_BIN ?? join(import.meta.dirname, '../../target/debug/campanella')
  const porte = [String(await freePort()), String(await freePort())]
  const folder = await mkdtemp(join(tmpdir(), 'campanella-e2e-'))
  const server = spawn(binary, ['demo', '--porta', porte[0], '--porta-pagopa', porte[1], ...argomenti], {
    cwd: folder,
    env: { CAMPANELLA_PORTALE: join(import.meta.dirname, '../dist'), ...process.env, ...ambiente },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const stop = async () => {
    const ended = new Promise((done) => server.once('exit', done))
    if (server.exitCode === null && server.kill('SIGTERM')) await ended
    await rm(folder, { recursive: true, force: true })
  }
  try {
    return { rapporto: await report(server), stop }
  } catch (error) {
    await stop()
    throw error
  }
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
