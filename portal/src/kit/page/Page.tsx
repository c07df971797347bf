import { useEffect, useRef, type ReactNode } from 'react'
import { Link, useLocation } from 'react-router'
import { useComune } from './ComuneContext'

export interface Crumb {
  readonly label: string
  readonly to: string
}

interface PageProps {
  readonly title: string
  readonly lead?: ReactNode
  /** The pages above this one, outermost first. */
  readonly crumbs?: readonly Crumb[]
  readonly children: ReactNode
}

/** Path of the page that was shown last: the first page of a visit does not take the focus. */
let lastPath: string | null = null

/** A page: its title in the window and in the heading, which takes the focus after a navigation. */
export function Page({ title, lead, crumbs = [], children }: PageProps) {
  const { nome } = useComune()
  const { pathname } = useLocation()
  const heading = useRef<HTMLHeadingElement>(null)

  useEffect(() => {
    document.title = `${title} – ${nome}`
  }, [title, nome])

  useEffect(() => {
    if (lastPath !== null && lastPath !== pathname) {
      window.scrollTo(0, 0)
      heading.current?.focus({ preventScroll: true })
    }
    lastPath = pathname
  }, [pathname])

  return (
    <div className="container page">
      {crumbs.length > 0 && <Breadcrumb crumbs={crumbs} here={title} />}
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {lead && <div className="lead-text">{lead}</div>}
      {children}
    </div>
  )
}

function Breadcrumb({ crumbs, here }: { readonly crumbs: readonly Crumb[]; readonly here: string }) {
  return (
    <nav aria-label="Percorso di navigazione">
      <ol className="breadcrumb">
        {crumbs.map(({ label, to }) => (
          <li key={to} className="breadcrumb-item">
            <Link to={to}>{label}</Link>
          </li>
        ))}
        <li className="breadcrumb-item active" aria-current="page">
          {here}
        </li>
      </ol>
    </nav>
  )
}
