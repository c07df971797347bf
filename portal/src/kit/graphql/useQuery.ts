import { useCallback, useEffect, useRef, useState } from 'react'
import type { Client, Operation } from './client'
import { asRequestError, type RequestError } from './requestError'

/** A question to the API, at any moment of its life. */
export interface Query<R> {
  /** The last answer; stays while the same question is asked again. */
  readonly data: R | null
  readonly error: RequestError | null
  readonly pending: boolean
  /** Asks again, and resolves when the answer (or the error) is in place. */
  readonly reload: () => Promise<void>
  /** Puts something newer that the page already knows in place of the answer. */
  readonly update: (change: (data: R) => R) => void
}

interface State<R> {
  readonly key: string | null
  readonly data: R | null
  readonly error: RequestError | null
  readonly pending: boolean
}

/** Asks when the page shows and whenever the variables change. A late answer to an old question is dropped. */
export function useQuery<R, V>(client: Client, operation: Operation<R, V>, variables: V): Query<R> {
  const key = JSON.stringify(variables)
  const [state, setState] = useState<State<R>>({ key: null, data: null, error: null, pending: true })
  /** The question whose answer is on its way. */
  const running = useRef<AbortController | null>(null)

  const reload = useCallback(async () => {
    running.current?.abort()
    const controller = new AbortController()
    running.current = controller
    setState((previous) => ({
      key,
      data: previous.key === key ? previous.data : null,
      error: null,
      pending: true,
    }))
    try {
      const data = await client.execute(operation, JSON.parse(key) as V, controller.signal)
      if (controller.signal.aborted) return
      setState({ key, data, error: null, pending: false })
    } catch (cause) {
      if (controller.signal.aborted) return
      setState((previous) => ({ ...previous, error: asRequestError(cause), pending: false }))
    }
    running.current = null
  }, [client, operation, key])

  useEffect(() => {
    void reload()
    return () => running.current?.abort()
  }, [reload])

  const update = useCallback(
    (change: (data: R) => R) => {
      setState((previous) => (previous.data === null ? previous : { ...previous, data: change(previous.data) }))
      // An answer from before the change may be on its way: it must not be put over it.
      if (running.current !== null) void reload()
    },
    [reload],
  )

  // Between a change of the variables and the effect that asks again, the old answer is not shown.
  const current = state.key === key
  return {
    data: current ? state.data : null,
    error: current ? state.error : null,
    pending: !current || state.pending,
    reload,
    update,
  }
}
