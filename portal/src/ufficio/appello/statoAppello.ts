import type { AppelloFragment, Scelta, StatoPresenza } from '../gql/graphql'

export type VoceAppello = AppelloFragment['voci'][number]

interface Aspetto {
  readonly nome: string
  readonly icona: string
  readonly classe: string
}

const ASPETTI: Record<StatoPresenza, Aspetto> = {
  PRESENTE: { nome: 'Presente', icona: 'check-circle', classe: 'scelta-base' },
  ASSENTE: { nome: 'Assente', icona: 'close-circle', classe: 'scelta-assenza' },
  PASTO_BIANCO: { nome: 'Bianco', icona: 'star-full', classe: 'scelta-bianco' },
}

export const STATI: readonly StatoPresenza[] = ['PRESENTE', 'ASSENTE', 'PASTO_BIANCO']

export function aspettoStato(stato: StatoPresenza): Aspetto {
  return ASPETTI[stato]
}

const ATTESI: Record<Scelta, StatoPresenza> = {
  PASTO_BASE: 'PRESENTE',
  ASSENZA: 'ASSENTE',
  PASTO_BIANCO: 'PASTO_BIANCO',
}

/** What the roll call begins from: what was marked before, otherwise what the family booked. */
export function statoIniziale(voce: VoceAppello): StatoPresenza {
  return voce.presenza ?? ATTESI[voce.scelta]
}
