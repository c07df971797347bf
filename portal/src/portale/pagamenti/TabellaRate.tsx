import { resto, scriviImporto } from '../../kit/denaro/importo'
import { scriviGiorno } from '../../kit/tempo/giorno'
import type { RataFragment } from '../gql/graphql'
import { situazioneRata } from './rette'
import { StatoPagamento } from './StatoPagamento'

/** The instalments of a bill, in order. */
export function TabellaRate({ rate }: { readonly rate: readonly RataFragment[] }) {
  return (
    <table className="table table-stack">
      <caption className="visually-hidden">Rate</caption>
      <thead>
        <tr>
          <th scope="col">Rata</th>
          <th scope="col">Scadenza</th>
          <th scope="col">Stato</th>
          <th scope="col">Importo</th>
          <th scope="col">Resta da pagare</th>
        </tr>
      </thead>
      <tbody>
        {rate.map((rata) => (
          <tr key={rata.id}>
            <th scope="row">
              {rata.numero} di {rate.length}
            </th>
            <td data-label="Scadenza">{scriviGiorno(rata.scadenza)}</td>
            <td data-label="Stato">
              <StatoPagamento situazione={situazioneRata(rata)} />
            </td>
            <td data-label="Importo" className="amount">
              {scriviImporto(rata.importo)}
            </td>
            <td data-label="Resta da pagare" className="amount">
              {scriviImporto(resto(rata.importo, rata.pagato))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
