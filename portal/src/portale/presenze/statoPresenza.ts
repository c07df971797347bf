import type { StatoPresenza } from '../gql/graphql'

const STATI: Record<StatoPresenza, string> = {
  PRESENTE: 'Presente',
  ASSENTE: 'Assente',
  PASTO_BIANCO: 'Pasto bianco',
}

export function scriviStatoPresenza(stato: StatoPresenza): string {
  return STATI[stato]
}
