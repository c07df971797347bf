import { graphql } from '../../gql'
import type { EsitoProvaFragment } from '../../gql/graphql'

/** A component with parameters, in force or not. */
export interface RegolaDaProvare {
  readonly digest: string
  readonly parametri: unknown
}

/** What the regulation in force answers, and the one that is being prepared. */
export interface Confronto {
  /** Null when nothing was in force. */
  readonly adesso: EsitoProvaFragment | null
  readonly nuovo: EsitoProvaFragment
}

export const PROVA_TARIFFA = graphql(`
  query ProvaTariffa($iscrizione: ID!, $giorno: Giorno!, $digest: String!, $parametri: Json!) {
    provaTariffa(iscrizione: $iscrizione, giorno: $giorno, digest: $digest, parametri: $parametri) {
      ...EsitoProva
    }
  }
  fragment EsitoProva on EsitoProva {
    righe {
      nome
      valore
    }
    rifiuto
    motivazione {
      codice
      testo
      articolo
      dati {
        nome
        valore
      }
      parametro
      dopo
    }
  }
`)

export const PROVA_PRENOTAZIONE = graphql(`
  query ProvaPrenotazione($iscrizione: ID!, $giorno: Giorno!, $quando: Istante!, $digest: String!, $parametri: Json!) {
    provaPrenotazione(
      iscrizione: $iscrizione
      giorno: $giorno
      quando: $quando
      digest: $digest
      parametri: $parametri
    ) {
      ...EsitoProva
    }
  }
`)

export const PROVA_REGOLA = graphql(`
  query ProvaRegola($estensione: Estensione!, $digest: String!, $parametri: Json!, $caso: Json!) {
    provaRegola(estensione: $estensione, digest: $digest, parametri: $parametri, caso: $caso) {
      ...EsitoProva
    }
  }
`)

/** Asks the regulation that is being prepared and the one in force the same question. */
export async function confronta(
  nuova: RegolaDaProvare,
  attuale: RegolaDaProvare | null,
  chiedi: (regola: RegolaDaProvare) => Promise<EsitoProvaFragment>,
): Promise<Confronto> {
  const [nuovo, adesso] = await Promise.all([chiedi(nuova), attuale ? chiedi(attuale) : null])
  return { adesso, nuovo }
}
