import { useCallback, useState } from 'react'
import { asRequestError, type RequestError } from './requestError'

/** A command that the person gives: sent once at a time, its error kept for the page to show. */
export interface Command<A extends readonly unknown[], R> {
  readonly pending: boolean
  readonly error: RequestError | null
  /** The answer, or null when it was refused (then `error` says why). */
  readonly send: (...args: A) => Promise<R | null>
  readonly reset: () => void
}

export function useCommand<A extends readonly unknown[], R>(command: (...args: A) => Promise<R>): Command<A, R> {
  const [pending, setPending] = useState(false)
  const [error, setError] = useState<RequestError | null>(null)

  async function send(...args: A): Promise<R | null> {
    if (pending) return null
    setPending(true)
    setError(null)
    try {
      return await command(...args)
    } catch (cause) {
      setError(asRequestError(cause))
      return null
    } finally {
      setPending(false)
    }
  }

  const reset = useCallback(() => setError(null), [])
  return { pending, error, send, reset }
}
