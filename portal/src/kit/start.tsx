import 'bootstrap-italia/dist/css/bootstrap-italia.min.css'
import './style/fonts.css'
import './style/page.css'
import './style/forms.css'
import './style/scelte.css'
import './style/window.css'
import { StrictMode, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'

/** Shows an entry's pages under its path. */
export function start(basename: string, pages: ReactNode): void {
  const root = document.getElementById('radice')
  if (!root) throw new Error('the page has no #radice')
  createRoot(root).render(
    <StrictMode>
      <BrowserRouter basename={basename}>{pages}</BrowserRouter>
    </StrictMode>,
  )
}
