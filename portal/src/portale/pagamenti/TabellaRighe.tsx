import { scriviImporto } from '../../kit/denaro/importo'
import { graphql } from '../gql'
import type { RigaRettaFragment } from '../gql/graphql'
import { PulsantePerche, type Spiegato } from '../stato-contabile/PercheImporto'

export const RIGA_RETTA = graphql(`
  fragment RigaRetta on RigaRetta {
    id
    iscrizione
    descrizione
    quantita
    prezzo
    importo
    fascia
    spiegazione {
      ...PassoSpiegazione
    }
  }
`)

interface TabellaRigheProps {
  readonly righe: readonly RigaRettaFragment[]
  /** The name of the child of an enrolment. */
  readonly figlioDi: (iscrizione: string) => string | undefined
  readonly onPerche: (spiegato: Spiegato) => void
}

/** The lines of a bill, each with its explanation. */
export function TabellaRighe({ righe, figlioDi, onPerche }: TabellaRigheProps) {
  return (
    <table className="table table-stack">
      <caption className="visually-hidden">Righe della retta</caption>
      <thead>
        <tr>
          <th scope="col">Descrizione</th>
          <th scope="col">Utente</th>
          <th scope="col">Fascia</th>
          <th scope="col">Importo</th>
          <th scope="col">Spiegazione</th>
        </tr>
      </thead>
      <tbody>
        {righe.map((riga) => (
          <tr key={riga.id}>
            <th scope="row">{riga.descrizione}</th>
            <td data-label="Utente">{(riga.iscrizione && figlioDi(riga.iscrizione)) ?? '—'}</td>
            <td data-label="Fascia">{riga.fascia ?? '—'}</td>
            <td data-label="Importo" className="amount">
              {scriviImporto(riga.importo)}
            </td>
            <td>
              <PulsantePerche spiegato={{ oggetto: riga.descrizione, ...riga }} onPerche={onPerche} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
