// A small comune on a server of its own, and a session for a parent and for an administrator.
import { leggiRapporto } from '../e2e/rapporto.mjs'
import { avvia } from '../e2e/server.mjs'
import { chiedi } from './http.mjs'

/** The vendor's token of this server, which lives as long as the run. */
const GETTONE = 'gettone-della-verifica'

export default async function setup(project) {
  const { rapporto, stop } = await avvia(['--comuni', '1', '--bambini', '20'], {
    CAMPANELLA_TOKEN_FORNITORE: GETTONE,
  })
  try {
    const { comuni, password } = leggiRapporto(rapporto)
    const { hostname, port } = new URL(comuni[0].famiglie)
    const sito = { host: `${hostname}:${port}`, indirizzo: `http://127.0.0.1:${port}` }
    const cookie = async (percorso, ruolo) => {
      const { utente } = comuni[0].persone.find((p) => p.ruolo === ruolo)
      return accedi(sito, percorso, utente, password)
    }
    project.provide('server', {
      ...sito,
      gettone: GETTONE,
      genitore: await cookie('/graphql', 'genitore'),
      amministratore: await cookie('/graphql/ufficio', 'amministratore'),
    })
  } catch (error) {
    await stop()
    throw error
  }
  return stop
}

/** The cookie of a new session. */
async function accedi(sito, percorso, utente, password) {
  const query = 'mutation($u: String!, $p: String!) { accedi(utente: $u, password: $p) { __typename } }'
  const risposta = await chiedi(sito)(`${sito.indirizzo}${percorso}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { u: utente, p: password } }),
  })
  const [cookie] = risposta.headers.getSetCookie()
  if (!cookie) throw new Error(`nessuno accede: ${await risposta.text()}`)
  return cookie.split(';')[0]
}
