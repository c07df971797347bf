import { nomeServizio, TUTTI_I_SERVIZI } from '../servizi'
import { scriviGiorno, type Giorno } from '../../kit/tempo/giorno'
import { graphql } from '../gql'
import { campoDi, type Campo } from './parametri/campo'
import type { Schema } from './parametri/schema'
import type { AttivazioneFragment, Estensione, RegolaFragment, Servizio } from '../gql/graphql'

/** What is in force, what was, what is proposed, what went wrong. */
export const REGOLAMENTI = graphql(`
  query Regolamenti {
    attivazioni {
      ...Attivazione
    }
    proposte {
      ...Proposta
    }
    approvazioneADue
    regoleDisponibili {
      ...Regola
    }
    guastiRegole {
      attivazione
      codice
      testo
      quanti
      primoIl
      ultimoIl
    }
  }
  fragment Attivazione on Attivazione {
    id
    estensione
    servizio
    digest
    parametri
    dal
    al
    atto
    approvataDa
    creataIl
  }
  fragment Proposta on Proposta {
    id
    estensione
    servizio
    digest
    parametri
    dal
    atto
    stato
    propostaDa
    propostaIl
    decisaDa
    decisaIl
    motivo
  }
  fragment Regola on RegolaDisponibile {
    digest
    nome
    versione
    titolo
    estensione
    schemaTesto
    schemaCaso
    caricatoDa
    caricatoIl
    casi
  }
`)

const ESTENSIONI: Record<Estensione, string> = {
  TARIFFA: 'Tariffe',
  PRENOTAZIONE: 'Prenotazioni',
  AMMISSIONE: 'Ammissione e graduatorie',
  PENALE: 'Ritardi nei pagamenti',
  TRASPORTO: 'Fermate e titoli di viaggio',
}

export const TUTTE_LE_ESTENSIONI = Object.keys(ESTENSIONI) as readonly Estensione[]

export function nomeEstensione(estensione: Estensione): string {
  return ESTENSIONI[estensione]
}

/** What a regulation decides, and for which service. */
export interface Ambito {
  readonly estensione: Estensione
  readonly servizio: Servizio
}

export function stessoAmbito(a: Ambito, b: Ambito): boolean {
  return a.estensione === b.estensione && a.servizio === b.servizio
}

export function nomeAmbito({ estensione, servizio }: Ambito): string {
  return `${nomeEstensione(estensione)} – ${nomeServizio(servizio)}`
}

export const TARIFFA_DEL_PASTO: Ambito = { estensione: 'TARIFFA', servizio: 'REFEZIONE' }

export const PRENOTAZIONE_DEL_PASTO: Ambito = { estensione: 'PRENOTAZIONE', servizio: 'REFEZIONE' }

export type Regola = RegolaFragment

/** The form of its parameters, in the order of its author. */
export function campoDellaRegola({ schemaTesto }: Regola): Campo {
  return campoDi(JSON.parse(schemaTesto) as Schema)
}

/** "Tariffa in base all'ISEE 1.0.0"; of a component that is no longer offered, its fingerprint. */
export function nomeRegola(regole: readonly Regola[], digest: string): string {
  const regola = regole.find((una) => una.digest === digest)
  return regola ? `${regola.titolo} ${regola.versione}` : `Componente non più disponibile (${digest.slice(0, 12)}…)`
}

/** The regulation in force on a day. */
export function inVigore(
  attivazioni: readonly AttivazioneFragment[],
  ambito: Ambito,
  giorno: Giorno,
): AttivazioneFragment | null {
  const vale = (a: AttivazioneFragment) => a.dal <= giorno && (a.al == null || a.al >= giorno)
  return attivazioni.find((a) => stessoAmbito(a, ambito) && vale(a)) ?? null
}

/** The regulations that are decided already and begin after a day, the first to begin first. */
export function futuri(
  attivazioni: readonly AttivazioneFragment[],
  ambito: Ambito,
  giorno: Giorno,
): readonly AttivazioneFragment[] {
  return attivazioni.filter((a) => stessoAmbito(a, ambito) && a.dal > giorno).toSorted((a, b) => (a.dal < b.dal ? -1 : 1))
}

/** Every pair of decision and service that has had a regulation. */
export function ambiti(attivazioni: readonly AttivazioneFragment[]): readonly Ambito[] {
  const tutti = TUTTI_I_SERVIZI.flatMap((servizio) => TUTTE_LE_ESTENSIONI.map((estensione) => ({ estensione, servizio })))
  return tutti.filter((ambito) => attivazioni.some((a) => stessoAmbito(a, ambito)))
}

/** "dal 01/09/2026 al 31/12/2026"; without an end while no other follows. */
export function scriviPeriodo({ dal, al }: Pick<AttivazioneFragment, 'dal' | 'al'>): string {
  return al == null ? `dal ${scriviGiorno(dal)}` : `dal ${scriviGiorno(dal)} al ${scriviGiorno(al)}`
}
