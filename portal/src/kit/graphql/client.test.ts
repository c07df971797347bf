import { afterEach, describe, expect, it, vi } from 'vitest'
import { createGraphqlClient, type Operation } from './client'
import type { RequestError } from './requestError'

const QUERY = 'query { io { nome } }' as unknown as Operation<{ io: { nome: string } }, { a: number }>

function answer(body: unknown, init: ResponseInit = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const fetched = vi.fn<typeof fetch>(async () => new Response(text, init))
  vi.stubGlobal('fetch', fetched)
  return fetched
}

async function failure(onUnauthenticated = () => {}): Promise<RequestError> {
  const client = createGraphqlClient('/graphql', onUnauthenticated)
  return client.execute(QUERY, { a: 1 }).then(
    () => expect.fail('it was not refused'),
    (error: RequestError) => error,
  )
}

afterEach(() => vi.unstubAllGlobals())

describe('createGraphqlClient', () => {
  it('sends the operation with the header that other sites cannot send', async () => {
    const fetched = answer({ data: { io: { nome: 'Ada' } } })
    const data = await createGraphqlClient('/graphql', () => {}).execute(QUERY, { a: 1 })
    expect(data.io.nome).toBe('Ada')
    const [path, init] = fetched.mock.calls[0] ?? []
    expect(path).toBe('/graphql')
    expect(init).toMatchObject({ method: 'POST', headers: { 'content-type': 'application/json', 'x-campanella': '1' } })
    expect(JSON.parse(String(init?.body))).toEqual({ query: String(QUERY), variables: { a: 1 } })
  })

  it('keeps code, field and words of a refusal', async () => {
    answer({ errors: [{ message: 'Codice errato.', extensions: { code: 'DATO_NON_VALIDO', campo: 'codice' } }] })
    expect(await failure()).toMatchObject({ code: 'DATO_NON_VALIDO', field: 'codice', message: 'Codice errato.' })
  })

  it('keeps what to tell the helpdesk about an internal error', async () => {
    answer({ errors: [{ message: 'Errore.', extensions: { code: 'ERRORE_INTERNO', correlazione: 'abc' } }] })
    expect((await failure()).correlation).toBe('abc')
  })

  it('tells when the session has ended, and only then', async () => {
    const ended = vi.fn()
    answer({ errors: [{ message: 'No.', extensions: { code: 'NON_PERMESSO' } }] })
    await failure(ended)
    expect(ended).not.toHaveBeenCalled()
    answer({ errors: [{ message: 'No.', extensions: { code: 'NON_AUTENTICATO' } }] })
    await failure(ended)
    expect(ended).toHaveBeenCalledOnce()
  })

  it('says in Italian that there is no network, or no comune behind the address', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
    expect(await failure()).toMatchObject({ code: 'SENZA_RETE', message: expect.stringContaining('raggiungibile') })
    answer('<html>', { status: 503 })
    expect(await failure()).toMatchObject({ code: 'NON_DISPONIBILE' })
    answer('<html>', { status: 502 })
    expect((await failure()).message).toContain('502')
  })
})
