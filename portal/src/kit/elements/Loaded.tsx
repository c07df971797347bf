import type { ReactNode } from 'react'
import type { Query } from '../graphql/useQuery'
import { ErrorNotice } from './ErrorNotice'
import { Skeleton } from './Skeleton'

interface LoadedProps<R> {
  readonly query: Query<R>
  readonly lines?: number
  readonly children: (data: R) => ReactNode
}

/** The answer of a query; before it a skeleton, instead of it the error with a way to try again. */
export function Loaded<R>({ query, lines, children }: LoadedProps<R>) {
  return (
    <>
      <ErrorNotice error={query.error} onRetry={query.reload} />
      {query.data !== null ? children(query.data) : query.error ? null : <Skeleton {...(lines ? { lines } : {})} />}
    </>
  )
}
