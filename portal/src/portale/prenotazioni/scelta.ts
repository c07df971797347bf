import type { GiornoFragment, Scelta } from '../gql/graphql'

interface Aspetto {
  readonly nome: string
  readonly legenda: string
  /** For the cell of a phone's calendar. */
  readonly breve: string
  readonly icona: string
  readonly classe: string
}

/** The colours of the manual, each with an icon and a word: nothing is told by colour alone. */
const ASPETTI: Record<Scelta, Aspetto> = {
  PASTO_BASE: { nome: 'Pasto base', legenda: 'Presente (pasto base)', breve: 'Presente', icona: 'check-circle', classe: 'scelta-base' },
  ASSENZA: { nome: 'Assenza', legenda: 'Assente', breve: 'Assente', icona: 'close-circle', classe: 'scelta-assenza' },
  PASTO_BIANCO: { nome: 'Pasto bianco', legenda: 'Pasto bianco', breve: 'Bianco', icona: 'star-full', classe: 'scelta-bianco' },
}

export function aspettoDi(scelta: Scelta): Aspetto {
  return ASPETTI[scelta]
}

/** The choices of this comune, in the order in which they are offered. */
export function scelteOfferte(offrePastoBianco: boolean): readonly Scelta[] {
  return offrePastoBianco ? ['PASTO_BASE', 'ASSENZA', 'PASTO_BIANCO'] : ['PASTO_BASE', 'ASSENZA']
}

/** Whether anything may be chosen on the day now. */
export function modificabile(giorno: GiornoFragment): boolean {
  return giorno.servizio && giorno.scelte.some(({ permessa }) => permessa)
}
