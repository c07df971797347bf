import type { ReactNode } from 'react'
import { Announcer } from '../elements/Announcer'
import type { Comune } from '../comune/comune'
import { ComuneContext } from './ComuneContext'
import { Footer } from './Footer'
import { SiteHeader, type MenuItem, type Person } from './SiteHeader'

interface LayoutProps {
  readonly comune: Comune
  /** For whom these pages are. */
  readonly portal: string
  readonly menu: readonly MenuItem[]
  readonly person: Person | null
  readonly onLogOut: () => void
  readonly footerLinks: ReactNode
  readonly children: ReactNode
}

/** What surrounds every page: header, menu, footer, and the voice for screen readers. */
export function Layout({ comune, portal, menu, person, onLogOut, footerLinks, children }: LayoutProps) {
  return (
    <ComuneContext.Provider value={comune}>
      <Announcer>
        <a className="skip-link" href="#contenuto">
          Vai al contenuto principale
        </a>
        <SiteHeader comune={comune} portal={portal} menu={menu} person={person} onLogOut={onLogOut} />
        <main id="contenuto" tabIndex={-1}>
          {children}
        </main>
        <Footer comune={comune}>{footerLinks}</Footer>
      </Announcer>
    </ComuneContext.Provider>
  )
}
