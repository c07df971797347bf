import { Header, HeaderContent, HeaderRightZone } from 'design-react-kit'
import { useEffect, useState } from 'react'
import { Link, NavLink, useLocation } from 'react-router'
import type { Comune } from '../comune/comune'
import { Icon } from '../elements/Icon'

export interface MenuItem {
  readonly label: string
  readonly to: string
}

/** Who is logged in, as the header names them. */
export interface Person {
  readonly nome: string
  readonly cognome: string
  /** Their own page, where the entry has one. */
  readonly to?: string
}

interface SiteHeaderProps {
  readonly comune: Comune
  /** For whom these pages are. */
  readonly portal: string
  readonly menu: readonly MenuItem[]
  readonly person: Person | null
  readonly onLogOut: () => void
}

export function SiteHeader({ comune, portal, menu, person, onLogOut }: SiteHeaderProps) {
  return (
    <header className="it-header-wrapper site-header">
      <Header type="slim">
        <HeaderContent>
          <span className="slim-name">{portal}</span>
          <HeaderRightZone>
            <Access person={person} onLogOut={onLogOut} />
          </HeaderRightZone>
        </HeaderContent>
      </Header>
      <div className="it-nav-wrapper">
        <Header type="center" small>
          <HeaderContent>
            <Link to="/" className="brand">
              {comune.logo ? <img src={comune.logo} alt="" className="brand-logo" /> : <Icon name="pa" size="xl" />}
              <span>
                <span className="brand-title">{comune.nome}</span>
                <span className="brand-subtitle">Servizi scolastici</span>
              </span>
            </Link>
          </HeaderContent>
        </Header>
        {menu.length > 0 && <Menu items={menu} />}
      </div>
    </header>
  )
}

function Access({ person, onLogOut }: Pick<SiteHeaderProps, 'person' | 'onLogOut'>) {
  if (!person) {
    return (
      <Link to="/accedi" className="slim-link">
        <Icon name="user" />
        Accedi<span className="d-none d-sm-inline"> all’area personale</span>
      </Link>
    )
  }
  const name = (
    <>
      <Icon name="user" />
      {person.nome} <span className="d-none d-sm-inline">{person.cognome}</span>
    </>
  )
  return (
    <>
      {person.to ? (
        <Link to={person.to} className="slim-link" aria-label={`Area personale di ${person.nome} ${person.cognome}`}>
          {name}
        </Link>
      ) : (
        <span className="slim-link">{name}</span>
      )}
      <button type="button" className="slim-link" onClick={onLogOut}>
        <Icon name="logout" />
        Esci
      </button>
    </>
  )
}

/** The menu: a row on a desk, behind a button on a phone. */
function Menu({ items }: { readonly items: readonly MenuItem[] }) {
  const [open, setOpen] = useState(false)
  const { pathname } = useLocation()
  useEffect(() => setOpen(false), [pathname])
  return (
    <nav className="site-menu" aria-label="Menu principale">
      <div className="container-xxl">
        <button
          type="button"
          className="site-menu-toggle"
          aria-expanded={open}
          aria-controls="voci-menu"
          onClick={() => setOpen(!open)}
        >
          <Icon name={open ? 'close' : 'burger'} />
          Menu
        </button>
        <ul id="voci-menu" className={open ? 'open' : ''}>
          {items.map(({ label, to }) => (
            <li key={to}>
              <NavLink to={to}>{label}</NavLink>
            </li>
          ))}
        </ul>
      </div>
    </nav>
  )
}
