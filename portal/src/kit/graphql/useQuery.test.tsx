import { act, renderHook } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { Client } from './client'
import { useQuery } from './useQuery'

interface Conto {
  readonly pasti: number
}

const QUERY = { toString: () => 'query Conto' }

/** A server that answers when the test says so. */
function server() {
  const waiting: ((data: Conto) => void)[] = []
  const client: Client = {
    execute: <R,>(_: unknown, __: unknown, signal?: AbortSignal) =>
      new Promise<R>((answer, refuse) => {
        signal?.addEventListener('abort', () => refuse(signal.reason as Error))
        waiting.push(answer as unknown as (data: Conto) => void)
      }),
  }
  return { client, asked: () => waiting.length, answer: (which: number, data: Conto) => act(async () => waiting[which]?.(data)) }
}

const ask = (client: Client) => renderHook(() => useQuery<Conto, object>(client, QUERY, {}))

describe('useQuery', () => {
  it('does not put an older answer over something newer', async () => {
    const { client, answer, asked } = server()
    const { result } = ask(client)
    await answer(0, { pasti: 10 })
    act(() => void result.current.reload())
    // A change arrives live, while an answer from before it is still on its way.
    act(() => result.current.update(() => ({ pasti: 9 })))
    await answer(1, { pasti: 10 })
    expect(result.current.data).toEqual({ pasti: 9 })
    expect(asked()).toBe(3)
    await answer(2, { pasti: 9 })
    expect(result.current).toMatchObject({ data: { pasti: 9 }, pending: false })
  })

  it('asks nothing more when nothing is on its way', async () => {
    const { client, answer, asked } = server()
    const { result } = ask(client)
    await answer(0, { pasti: 10 })
    act(() => result.current.update(({ pasti }) => ({ pasti: pasti - 1 })))
    expect(result.current.data).toEqual({ pasti: 9 })
    expect(asked()).toBe(1)
  })
})
