/** What the pages of both entries show of a comune. */
export interface Comune {
  readonly nome: string
  readonly logo?: string | null
  readonly colorePrimario: string
  readonly contatti: {
    readonly email?: string | null
    readonly telefono?: string | null
    readonly indirizzo?: string | null
    readonly pec?: string | null
  }
  readonly collegamenti: { readonly accessibilita?: string | null; readonly privacy?: string | null }
  readonly moduli: readonly string[]
  readonly sviluppo: boolean
  /** Address of the page with the messages that a demo sends. */
  readonly postaLocale?: string | null
}

/** The modules whose pages exist; a comune enables some of them. */
export type Modulo = 'anagrafe' | 'pagamenti' | 'prenotazioni' | 'refezione'

export function haModulo(comune: Comune, modulo: Modulo): boolean {
  return comune.moduli.includes(modulo)
}
