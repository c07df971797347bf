import { useEffect, useRef, useState } from 'react'
import type { Operation } from './client'
import type { Live, LiveState } from './live'

/** Listens while the page shows, and says whether the line is up. */
export function useLive<R, V>(
  live: Live,
  operation: Operation<R, V>,
  variables: V,
  listen: { onData: (data: R) => void; onConnected: () => void },
): LiveState {
  const [state, setState] = useState<LiveState>('connecting')
  const key = JSON.stringify(variables)
  const latest = useRef(listen)
  useEffect(() => {
    latest.current = listen
  })
  useEffect(
    () =>
      live.listen(operation, JSON.parse(key) as V, {
        onData: (data) => latest.current.onData(data),
        onConnected: () => latest.current.onConnected(),
        onState: setState,
      }),
    [live, operation, key],
  )
  return state
}
