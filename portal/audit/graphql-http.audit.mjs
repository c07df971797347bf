// GraphQL over HTTP, as the audit of the specification's working group reads it.
import { serverAudits } from 'graphql-http'
import { describe, expect, inject, test } from 'vitest'
import { chiedi } from './http.mjs'

/** What we do otherwise, and why. An entry that no longer applies fails. */
const ALTRIMENTI = {
  '5A70': 'GET carries no header of ours, so any page of another site could send it with the cookie',
  D6D5: 'as 5A70',
  '6A70': 'as 5A70',
}

const server = inject('server')
const CHI = { 'di nessuno': undefined, 'del genitore': server.genitore, "dell'amministratore": server.amministratore }

describe.each([
  ['/graphql', 'di nessuno'],
  ['/graphql', 'del genitore'],
  ['/graphql/ufficio', 'di nessuno'],
  ['/graphql/ufficio', "dell'amministratore"],
])('%s, richieste %s', (percorso, chi) => {
  const audits = serverAudits({ url: `${server.indirizzo}${percorso}`, fetchFn: chiedi(server, CHI[chi]) })

  test.each(audits.map((audit) => [audit.id, audit.name, audit]))('%s %s', async (id, _name, audit) => {
    const { status, reason } = await audit.fn()
    if (ALTRIMENTI[id]) expect(status, 'is followed by now: take it off the list').not.toBe('ok')
    else expect(status, reason).toBe('ok')
  })
})
