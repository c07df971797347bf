import { Badge } from 'design-react-kit'
import { scriviImporto } from '../../kit/denaro/importo'
import { scriviPrezzo } from '../../kit/denaro/prezzoUnitario'
import { scriviGiorno } from '../../kit/tempo/giorno'
import type { PresenzaFragment } from '../gql/graphql'
import { scriviStatoPresenza } from './statoPresenza'

interface TabellaPresenzeProps {
  readonly presenze: readonly PresenzaFragment[]
  readonly onPerche: (presenza: PresenzaFragment) => void
}

/** A row per day; on a phone each row becomes a small card with the column names inside. */
export function TabellaPresenze({ presenze, onPerche }: TabellaPresenzeProps) {
  return (
    <table className="table table-stack">
      <caption className="visually-hidden">Presenze del periodo</caption>
      <thead>
        <tr>
          <th scope="col">Giorno</th>
          <th scope="col">Presenza</th>
          <th scope="col">Articolo</th>
          <th scope="col">Fascia</th>
          <th scope="col">Prezzo unitario</th>
          <th scope="col">Importo</th>
          <th scope="col">Spiegazione</th>
        </tr>
      </thead>
      <tbody>
        {presenze.map((p) => (
          <tr key={p.id}>
            <th scope="row">{scriviGiorno(p.giorno)}</th>
            <td data-label="Presenza">
              {scriviStatoPresenza(p.stato)}
              {p.correttaPer && <span className="d-block small">Corretta dall’ufficio: {p.correttaPer}</span>}
            </td>
            <td data-label="Articolo">{p.articolo}</td>
            <td data-label="Fascia">{p.fascia ?? '—'}</td>
            <td data-label="Prezzo unitario" className="amount">
              {p.prezzoUnitario == null ? '—' : scriviPrezzo(p.prezzoUnitario)}
            </td>
            <td data-label="Importo" className="amount">
              <ImportoPresenza presenza={p} />
            </td>
            <td>
              {p.motivazione.length > 0 && (
                <button type="button" className="btn-inline" onClick={() => onPerche(p)}>
                  Perché questo importo?
                  <span className="visually-hidden"> Pasto del {scriviGiorno(p.giorno)}</span>
                </button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** An amount that no rule could give is «da verificare», never zero. */
function ImportoPresenza({ presenza }: { readonly presenza: PresenzaFragment }) {
  if (presenza.daVerificare) return <Badge color="warning">Da verificare</Badge>
  return presenza.importo == null ? '—' : scriviImporto(presenza.importo)
}
