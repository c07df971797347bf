import { scriviImporto } from '../../kit/denaro/importo'
import { scriviGiorno } from '../../kit/tempo/giorno'
import { MEZZI } from '../conti/mezzi'
import { nomeServizio } from '../servizi'
import { somma, type Incassi } from './incassi'

/** The payments, a row for each day, service and means. */
export function TabellaIncassi({ righe }: { readonly righe: readonly Incassi[] }) {
  return (
    <table className="table table-stack">
      <caption className="visually-hidden">Incassi giorno per giorno</caption>
      <thead>
        <tr>
          <th scope="col">Giorno</th>
          <th scope="col">Servizio</th>
          <th scope="col">Modo di pagamento</th>
          <th scope="col">Pagamenti</th>
          <th scope="col" className="amount">
            Importo
          </th>
        </tr>
      </thead>
      <tbody>
        {righe.map((r) => (
          <tr key={`${r.giorno} ${r.servizio} ${r.mezzo}`}>
            <th scope="row">{scriviGiorno(r.giorno)}</th>
            <td data-label="Servizio">{nomeServizio(r.servizio)}</td>
            <td data-label="Modo di pagamento">{MEZZI[r.mezzo]}</td>
            <td data-label="Pagamenti">{r.quanti}</td>
            <td data-label="Importo" className="amount">
              {scriviImporto(r.importo)}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={3}>
            Totale
          </th>
          <td data-label="Pagamenti">{righe.reduce((quanti, r) => quanti + r.quanti, 0)}</td>
          <td data-label="Importo" className="amount">
            {scriviImporto(somma(righe))}
          </td>
        </tr>
      </tfoot>
    </table>
  )
}
