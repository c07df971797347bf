import { createContext, useContext, useEffect, useState, type ReactNode } from 'react'
import type { Comune } from '../comune/comune'
import { applicaTema } from '../comune/tema'
import { Loaded } from '../elements/Loaded'
import type { Client, Operation } from '../graphql/client'
import { useQuery } from '../graphql/useQuery'
import type { SessionEnd } from './sessionEnd'

/** Where the person is (the comune) and who the server takes them for. */
export interface Session<Io> {
  readonly comune: Comune
  /** Null while nobody is logged in. */
  readonly io: Io | null
  /** The session ended by itself: the log-in page says so. */
  readonly expired: boolean
  readonly setIo: (io: Io | null) => void
  /** Asks again how the comune presents itself, after its settings changed. */
  readonly reloadComune: () => Promise<void>
}

type NoVariables = { [key: string]: never }

/** The session of one entry (portale or ufficio), which learns of it from one query of its API. */
export function createSession<Io>(
  client: Client,
  query: Operation<{ comune: Comune; io?: Io | null }, NoVariables>,
  end: SessionEnd,
) {
  const SessionContext = createContext<Session<Io> | null>(null)

  function SessionProvider({ children }: { readonly children: ReactNode }) {
    const start = useQuery(client, query, {})
    return start.data === null ? (
      <main className="container py-5">
        <Loaded query={start}>{() => null}</Loaded>
      </main>
    ) : (
      <Known comune={start.data.comune} ioAtStart={start.data.io ?? null} reloadComune={start.reload}>
        {children}
      </Known>
    )
  }

  function Known(props: {
    readonly comune: Comune
    readonly ioAtStart: Io | null
    readonly reloadComune: () => Promise<void>
    readonly children: ReactNode
  }) {
    const { comune, ioAtStart, reloadComune, children } = props
    const [{ io, expired }, setState] = useState({ io: ioAtStart, expired: false })
    useEffect(() => applicaTema(comune.colorePrimario), [comune.colorePrimario])
    useEffect(() => end.listen(() => setState(({ io }) => ({ io: null, expired: io !== null }))), [])
    const setIo = (next: Io | null) => setState({ io: next, expired: false })
    return (
      <SessionContext.Provider value={{ comune, io, expired, setIo, reloadComune }}>{children}</SessionContext.Provider>
    )
  }

  function useSession(): Session<Io> {
    const session = useContext(SessionContext)
    if (!session) throw new Error('useSession outside of SessionProvider')
    return session
  }

  /** The person on a page that only shows to somebody logged in. */
  function useIo(): Io {
    const { io } = useSession()
    if (io === null) throw new Error('useIo on a page without RequireAccess')
    return io
  }

  return { SessionProvider, useSession, useIo }
}
