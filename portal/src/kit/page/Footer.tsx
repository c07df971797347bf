import type { ReactNode } from 'react'
import type { Comune } from '../comune/comune'

/** Contacts of the comune, and the links that the law asks for where the comune has configured them. */
export function Footer({ comune, children }: { readonly comune: Comune; readonly children: ReactNode }) {
  const { contatti, collegamenti } = comune
  return (
    <footer className="site-footer">
      <div className="container">
        <p className="site-footer-name">{comune.nome}</p>
        <address>
          {contatti.indirizzo && <p>{contatti.indirizzo}</p>}
          {contatti.telefono && (
            <p>
              Telefono: <a href={`tel:${contatti.telefono.replace(/[^+\d]/g, '')}`}>{contatti.telefono}</a>
            </p>
          )}
          {contatti.email && (
            <p>
              E-mail: <a href={`mailto:${contatti.email}`}>{contatti.email}</a>
            </p>
          )}
          {contatti.pec && (
            <p>
              PEC: <a href={`mailto:${contatti.pec}`}>{contatti.pec}</a>
            </p>
          )}
        </address>
        <ul className="site-footer-links">
          {collegamenti.accessibilita && (
            <li>
              <a href={collegamenti.accessibilita} data-element="accessibility-link">
                Dichiarazione di accessibilità
              </a>
            </li>
          )}
          {collegamenti.privacy && (
            <li>
              <a href={collegamenti.privacy} data-element="privacy-policy-link">
                Informativa privacy
              </a>
            </li>
          )}
          {children}
          {comune.sviluppo && comune.postaLocale && (
            <li>
              <a href={comune.postaLocale}>Posta della dimostrazione</a>
            </li>
          )}
        </ul>
      </div>
    </footer>
  )
}
