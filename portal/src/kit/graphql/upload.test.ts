import { afterEach, describe, expect, it, vi } from 'vitest'
import { upload } from './upload'

const fetch = vi.spyOn(globalThis, 'fetch')

afterEach(() => fetch.mockReset())

const answers = (status: number, body: unknown) =>
  fetch.mockResolvedValue(new Response(typeof body === 'string' ? body : JSON.stringify(body), { status }))
const file = new File(['x'], 'x.zip')
const send = (onUnauthenticated = () => {}) => upload('/api/x', file, [200, 422], onUnauthenticated)

describe('upload', () => {
  it('reads a refusal that explains itself as an answer, and sends the header against forgery', async () => {
    answers(422, { accettato: false })
    expect(await send()).toEqual({ accettato: false })
    expect(fetch.mock.calls[0]?.[1]?.headers).toEqual({ 'x-campanella': '1' })
  })

  it('reads any other code as an error of the platform', async () => {
    answers(413, { code: 'FILE_TROPPO_GRANDE', message: 'Il file è troppo grande.' })
    await expect(send()).rejects.toMatchObject({ code: 'FILE_TROPPO_GRANDE', message: 'Il file è troppo grande.' })
    answers(502, 'bad gateway')
    await expect(send()).rejects.toMatchObject({ code: 'ERRORE_INTERNO' })
  })

  it('says that the session has ended', async () => {
    answers(401, { code: 'NON_AUTENTICATO', message: 'Accedi di nuovo.' })
    const ended = vi.fn()
    await expect(send(ended)).rejects.toMatchObject({ code: 'NON_AUTENTICATO' })
    expect(ended).toHaveBeenCalledOnce()
  })

  it('says that the service cannot be reached', async () => {
    fetch.mockRejectedValue(new TypeError('network'))
    await expect(send()).rejects.toMatchObject({ code: 'SENZA_RETE' })
  })
})
