import { Badge } from 'design-react-kit'
import type { Situazione } from './rette'

const ASPETTI: Record<Situazione, { readonly nome: string; readonly colore: string }> = {
  annullata: { nome: 'Annullata', colore: 'secondary' },
  'nulla dovuto': { nome: 'Nulla da pagare', colore: 'secondary' },
  pagata: { nome: 'Pagata', colore: 'success' },
  scaduta: { nome: 'Scaduta', colore: 'danger' },
  'in parte': { nome: 'Pagata in parte', colore: 'warning' },
  'da pagare': { nome: 'Da pagare', colore: 'primary' },
}

export function StatoPagamento({ situazione }: { readonly situazione: Situazione }) {
  const { nome, colore } = ASPETTI[situazione]
  return <Badge color={colore}>{nome}</Badge>
}
