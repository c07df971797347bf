// Requests that nobody thought of, made up by schemathesis from our committed documents.
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, inject, test } from 'vitest'
import { intestazioni } from './http.mjs'

const programma = process.env.CAMPANELLA_SCHEMATHESIS
const server = inject('server')

const nessuno = intestazioni(server)
const genitore = intestazioni(server, server.genitore)
const amministratore = intestazioni(server, server.amministratore)
const fornitore = { ...amministratore, authorization: `Bearer ${server.gettone}` }

/** What we do otherwise, and why: checks that are left out. One that we pass by now fails. */
const ALTRIMENTI = {
  status_code_conformance: 'the refusals of the framework (411, 413, 415) are those of every address, and told at none',
  positive_data_acceptance: 'no JSON Schema says what makes a codice fiscale or the name of a host right',
  ignored_auth: 'it takes the token away in the belief that nothing else sends it; the requests of nobody do without',
}

const GRAPHQL = '--checks nothing_unforeseen --phases fuzzing --mode positive --max-examples 10'
const REST = '--phases examples,coverage,fuzzing --max-examples 25'
const SENZA = `--checks all --exclude-checks ${Object.keys(ALTRIMENTI).join()}`

/** These end the session that the other requests are made with, or the comune's service. */
const FINE = ['Mutation.esci', 'Mutation.esciOvunque', 'POST /fornitore/v1/comuni/{id}/sospendi']

describe.skipIf(!programma)('richieste inventate', () => {
  test.each([
    ['portale.graphql', '/graphql', 'di nessuno', GRAPHQL, nessuno],
    ['portale.graphql', '/graphql', 'del genitore', GRAPHQL, genitore],
    ['ufficio.graphql', '/graphql/ufficio', 'di nessuno', GRAPHQL, nessuno],
    ['ufficio.graphql', '/graphql/ufficio', "dell'amministratore", GRAPHQL, amministratore],
    ['openapi.json', '', 'di nessuno', `${REST} ${SENZA}`, nessuno],
    ['openapi.json', '', 'del fornitore', `${REST} ${SENZA}`, fornitore],
  ])('%s %s %s', async (documento, percorso, _chi, opzioni, headers) => {
    const { code, printed } = await inventa(documento, percorso, opzioni, headers)
    expect(code, printed).toBe(0)
  })

  test.each(Object.keys(ALTRIMENTI))('ancora altrimenti: %s', async (check) => {
    const { code, printed } = await inventa('openapi.json', '', `${REST} --checks ${check}`, fornitore)
    expect(code, `is followed by now: take it off the list\n${printed}`).toBe(1)
  })
})

/** Lets it run, the same requests each time: a failure that comes and goes helps nobody. */
async function inventa(documento, percorso, opzioni, headers) {
  const given = [
    ...['run', join(import.meta.dirname, '../../graphql', documento), '--url', `${server.indirizzo}${percorso}`],
    ...['--generation-deterministic', '--no-color', '--warnings', 'off', ...opzioni.split(' ')],
    // A debug build compiles the shipped regulations at the first question about them.
    ...['--request-timeout', '60'],
    ...FINE.flatMap((name) => ['--exclude-name', name]),
    ...Object.entries(headers).flatMap(([name, value]) => ['--header', `${name}: ${value}`]),
  ]
  const folder = await mkdtemp(join(tmpdir(), 'campanella-audit-'))
  const hooks = { PYTHONPATH: import.meta.dirname, SCHEMATHESIS_HOOKS: 'controlli', PYTHONDONTWRITEBYTECODE: '1' }
  try {
    return await run(given, { cwd: folder, env: { ...process.env, ...hooks } })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function run(given, options) {
  return new Promise((ended, failed) => {
    let printed = ''
    const child = spawn(programma, given, options)
    for (const output of [child.stdout, child.stderr]) {
      output.setEncoding('utf8').on('data', (text) => {
        printed += text
      })
    }
    child.once('error', failed).once('close', (code) => ended({ code, printed }))
  })
}
