import { Badge } from 'design-react-kit'
import { Link } from 'react-router'
import { scriviImporto } from '../../kit/denaro/importo'
import type { RettaFragment } from '../gql/graphql'
import { puo } from '../permessi'
import { useIo } from '../sessione'
import { azioniPossibili, STATI_RETTA, type Azione } from './rette'

interface TabellaRetteProps {
  readonly rette: readonly RettaFragment[]
  readonly onAzione: (azione: Azione) => void
}

/** A bill per row; the lines that make it up are under its amount. */
export function TabellaRette({ rette, onAzione }: TabellaRetteProps) {
  return (
    <table className="table table-stack">
      <caption className="visually-hidden">Rette dell’emissione</caption>
      <thead>
        <tr>
          <th scope="col">Retta</th>
          <th scope="col">Righe</th>
          <th scope="col">Stato</th>
          <th scope="col">Importo</th>
          <th scope="col">Pagato</th>
          <th scope="col">Azioni</th>
        </tr>
      </thead>
      <tbody>
        {rette.map((retta) => (
          <Riga key={retta.id} retta={retta} onAzione={onAzione} />
        ))}
      </tbody>
    </table>
  )
}

const NOMI: Record<Azione['tipo'], string> = {
  escludi: 'Escludi',
  incassa: 'Registra un pagamento',
  correggi: 'Correggi',
  annulla: 'Annulla',
}

interface RigaProps {
  readonly retta: RettaFragment
  readonly onAzione: TabellaRetteProps['onAzione']
}

function Riga({ retta, onAzione }: RigaProps) {
  const io = useIo()
  const { nome, colore } = STATI_RETTA[retta.stato]
  const permesse = azioniPossibili(retta).filter((tipo) =>
    puo(io, tipo === 'incassa' ? 'conti:scrivi' : 'emissioni:scrivi'),
  )
  return (
    <tr>
      <th scope="row">
        <Link to={`/conti/${retta.famiglia}`}>Famiglia {retta.famiglia}</Link>
        <span className="d-block small">Retta n. {retta.id}</span>
      </th>
      <td data-label="Righe">
        {retta.righe.map((riga) => (
          <span key={riga.id} className="d-block small">
            {riga.descrizione}: {scriviImporto(riga.importo)}
          </span>
        ))}
      </td>
      <td data-label="Stato">
        <Badge color={colore}>{nome}</Badge>
        {retta.motivo && <span className="d-block small">{retta.motivo}</span>}
      </td>
      <td data-label="Importo" className="amount">
        {scriviImporto(retta.importo)}
      </td>
      <td data-label="Pagato" className="amount">
        {scriviImporto(retta.pagato)}
      </td>
      <td>
        {permesse.map((tipo) => (
          <button key={tipo} type="button" className="btn-inline d-block" onClick={() => onAzione({ tipo, retta })}>
            {NOMI[tipo]}
            <span className="visually-hidden"> retta n. {retta.id}</span>
          </button>
        ))}
      </td>
    </tr>
  )
}
