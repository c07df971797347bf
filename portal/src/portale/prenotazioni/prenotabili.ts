import type { AlunnoFragment } from '../gql/graphql'
import { paroleDelServizio } from '../utenti/servizio'

/** A child on a service whose days may be booked. */
export interface Prenotabile {
  readonly iscrizione: string
  readonly idAlunno: string
  readonly alunno: string
  readonly servizio: string
  readonly scuola: string
  readonly classe: string
}

export function prenotabili(figli: readonly AlunnoFragment[]): readonly Prenotabile[] {
  return figli.flatMap((alunno) =>
    alunno.iscrizioni
      .filter(({ prenotabile }) => prenotabile)
      .map((iscrizione) => ({
        iscrizione: iscrizione.id,
        idAlunno: alunno.id,
        alunno: `${alunno.nome} ${alunno.cognome}`,
        servizio: paroleDelServizio(iscrizione.servizio).nome,
        scuola: iscrizione.scuola,
        classe: iscrizione.classe,
      })),
  )
}
