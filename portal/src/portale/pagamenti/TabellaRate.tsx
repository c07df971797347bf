import { pdfDellAvviso } from '../../kit/denaro/documenti'
import { resto, scriviImporto } from '../../kit/denaro/importo'
import { Icon } from '../../kit/elements/Icon'
import { scriviGiorno } from '../../kit/tempo/giorno'
import type { RataFragment } from '../gql/graphql'
import { situazioneRata } from './rette'
import { StatoPagamento } from './StatoPagamento'

interface TabellaRateProps {
  readonly rate: readonly RataFragment[]
  /** Of a bill that was cancelled no notice can be paid. */
  readonly annullata: boolean
}

/** The instalments of a bill, in order. */
export function TabellaRate({ rate, annullata }: TabellaRateProps) {
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
          <th scope="col">Avviso pagoPA</th>
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
            <td data-label="Avviso pagoPA">{rata.avviso ? <CodiciAvviso avviso={rata.avviso} pagabile={!annullata && rata.pagato < rata.importo} /> : '—'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface CodiciAvvisoProps {
  readonly avviso: NonNullable<RataFragment['avviso']>
  readonly pagabile: boolean
}

/** What an instalment is known by at pagoPA. */
function CodiciAvviso({ avviso, pagabile }: CodiciAvvisoProps) {
  return (
    <span className="small text-break">
      {avviso.numero}
      <br />
      IUV {avviso.iuv}
      {pagabile && (
        <>
          <br />
          <a href={pdfDellAvviso(avviso.id)} download>
            <Icon name="download" /> Scarica<span className="visually-hidden"> l’avviso {avviso.numero}</span>
          </a>
        </>
      )}
    </span>
  )
}
