import type { IoUfficioFragment } from './gql/graphql'

/** The permissions that open a page, as the role matrix writes them. */
const PAGINE = {
  cucina: 'conteggi:leggi',
  appello: 'appello:scrivi',
  conti: 'conti:leggi',
  emissioni: 'emissioni:leggi',
  regolamenti: 'regolamenti:leggi',
  impostazioni: 'impostazioni:gestisci',
} as const

export type PaginaUfficio = keyof typeof PAGINE

export function puoAprire(io: IoUfficioFragment | null, pagina: PaginaUfficio): boolean {
  return io?.permessi.includes(PAGINE[pagina]) ?? false
}

/** Others look at regulations, and may approve them. */
export function puoPreparareRegolamenti(io: IoUfficioFragment): boolean {
  return io.permessi.includes('regolamenti:gestisci')
}

/** Who may prepare a regulation need not be who may approve it. */
export function puoApprovareRegolamenti(io: IoUfficioFragment): boolean {
  return io.permessi.includes('approvazione_regolamenti:gestisci')
}

/** What a page lets somebody do beyond looking. */
export function puo(io: IoUfficioFragment, permesso: 'conti:scrivi' | 'emissioni:scrivi' | 'contabilita:gestisci'): boolean {
  return io.permessi.includes(permesso)
}
