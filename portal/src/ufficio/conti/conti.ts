import { api } from '../api'
import { perCognome } from '../elementi/perCognome'
import { graphql } from '../gql'

/** Children whose surname begins so, with their family. */
const CERCA_FAMIGLIE = graphql(`
  query CercaFamiglie($cognome: String!) {
    alunno(
      filters: { cognome: { starts_with: $cognome } }
      orderBy: { cognome: ASC }
      pagination: { offset: { limit: 40, offset: 0 } }
    ) {
      nodes {
        id
        nome
        cognome
        dataNascita
        famigliaId
      }
    }
  }
`)

export const CONTI_FAMIGLIA = graphql(`
  query ContiFamiglia($famiglia: ID!, $chiave: Int!) {
    contiFamiglia(famiglia: $famiglia) {
      ...StatoServizio
    }
    alunno(filters: { famigliaId: { eq: $chiave } }, orderBy: { cognome: ASC, nome: ASC }) {
      nodes {
        id
        nome
        cognome
      }
    }
  }
  fragment StatoServizio on StatoServizio {
    servizio
    modo
    conto
    saldo
    soglia
    sottoSoglia
    bloccaAZero
    daPagare
    scaduto
  }
`)

export const RIMBORSI = graphql(`
  query Rimborsi($famiglia: ID, $stato: StatoRimborso) {
    rimborsi(famiglia: $famiglia, stato: $stato) {
      ...Rimborso
    }
  }
  fragment Rimborso on Rimborso {
    id
    famiglia
    servizio
    importo
    iban
    stato
    motivo
    chiestoDa
    chiestoIl
    decisoDa
    decisoIl
  }
`)

interface AlunnoTrovato {
  readonly nome: string
  readonly cognome: string
  readonly famigliaId: number
}

/** A family as the list shows it: by its children. */
export interface FamigliaTrovata {
  readonly id: number
  readonly figli: readonly string[]
}

/** Brothers and sisters found together are one family, in the order in which they were found. */
export function perFamiglia(alunni: readonly AlunnoTrovato[]): readonly FamigliaTrovata[] {
  const famiglie = new Map<number, string[]>()
  for (const { famigliaId, cognome, nome } of alunni) {
    famiglie.set(famigliaId, [...(famiglie.get(famigliaId) ?? []), `${cognome} ${nome}`])
  }
  return [...famiglie].map(([id, figli]) => ({ id, figli }))
}

/** The families of the children whose surname begins so. */
export async function cercaFamiglie(cognome: string): Promise<readonly FamigliaTrovata[]> {
  const { alunno } = await api.execute(CERCA_FAMIGLIE, { cognome })
  return perFamiglia(alunno.nodes.toSorted(perCognome))
}

export const NESSUNA_FAMIGLIA = 'Nessun bambino ha un cognome che comincia così.'

export const quanteFamiglie = (n: number) => (n === 1 ? 'Una famiglia trovata.' : `${n} famiglie trovate.`)
