import { scriviImporto } from '../../kit/denaro/importo'
import { scriviGiorno } from '../../kit/tempo/giorno'
import { scriviIstante } from '../../kit/tempo/istante'
import type { RicevutaFragment } from '../gql/graphql'
import { ANOMALIE } from './pagopa'

/** A receipt: how much, of which notice, why it pays nothing, what the office decided. */
export function VoceRicevuta({ ricevuta: r }: { readonly ricevuta: RicevutaFragment }) {
  return (
    <>
      <strong className="amount">{scriviImporto(r.importo)}</strong>, pagati il {scriviGiorno(r.giorno)} a {r.prestatore}
      {r.anomalia && (
        <>
          <br />
          {ANOMALIE[r.anomalia]}.
        </>
      )}
      <br />
      <span className="small text-break">
        Avviso {r.numero}; ricevuta {r.ricevuta}, arrivata il {scriviIstante(r.arrivataIl)}
      </span>
      {r.risoltaDa && (
        <>
          <br />
          <span className="small">
            {r.stato === 'DA_ATTRIBUIRE' ? 'Riaperta' : 'Deciso'} da {r.risoltaDa}: {r.motivo}
          </span>
        </>
      )}
    </>
  )
}
