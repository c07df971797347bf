import { Link, Navigate } from 'react-router'
import { Notice } from '../kit/elements/Notice'
import { Page } from '../kit/page/Page'
import type { MenuItem } from '../kit/page/SiteHeader'

/** Where a person of the office begins: with one task, at that task. */
export function Inizio({ menu }: { readonly menu: readonly MenuItem[] }) {
  const [sola] = menu
  if (sola && menu.length === 1) return <Navigate to={sola.to} replace />
  return (
    <Page title="Ufficio">
      {menu.length === 0 ? (
        <Notice tone="info">Il tuo ruolo non apre nessuna di queste pagine. Rivolgiti all’amministratore.</Notice>
      ) : (
        <ul className="cards">
          {menu.map(({ label, to }) => (
            <li key={to} className="panel">
              <h2 className="h4 mb-0">
                <Link to={to} className="card-link">
                  {label}
                </Link>
              </h2>
            </li>
          ))}
        </ul>
      )}
    </Page>
  )
}
