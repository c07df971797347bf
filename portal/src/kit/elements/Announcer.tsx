import { createContext, useCallback, useContext, useEffect, useState, type ReactNode } from 'react'

type Announce = (text: string) => void

const AnnounceContext = createContext<Announce>(() => {})

/** Says what has just happened: shown for a while, and read by screen readers at the next pause. */
export function useAnnounce(): Announce {
  return useContext(AnnounceContext)
}

const SHOWN_MS = 7000

/** Holds the polite live region of the page. */
export function Announcer({ children }: { readonly children: ReactNode }) {
  const [said, setSaid] = useState({ text: '', count: 0 })
  const announce = useCallback((text: string) => setSaid(({ count }) => ({ text, count: count + 1 })), [])
  useEffect(() => {
    if (said.text === '') return
    const hide = setTimeout(() => announce(''), SHOWN_MS)
    return () => clearTimeout(hide)
  }, [said, announce])
  return (
    <AnnounceContext.Provider value={announce}>
      {children}
      <div className="announcer" role="status" aria-live="polite">
        {/* A new node each time: the same sentence said twice is heard twice. */}
        {said.text && <p key={said.count}>{said.text}</p>}
      </div>
    </AnnounceContext.Provider>
  )
}
