import { useLocation } from 'react-router'

/** The page that asked for the log-in, to go back to it. */
export function useReturnTo(otherwise: string): string {
  const state: unknown = useLocation().state
  if (typeof state === 'object' && state !== null && 'from' in state && typeof state.from === 'string') {
    return state.from
  }
  return otherwise
}
