import { useState } from 'react'
import { Link } from 'react-router'
import { scriviImporto } from '../../kit/denaro/importo'
import { Dialog } from '../../kit/elements/Dialog'
import { Motivazione } from '../../kit/elements/Motivazione'
import { scriviGiorno } from '../../kit/tempo/giorno'
import type { RataScadutaFragment } from '../gql/graphql'
import { conseguenze } from './solleciti'

interface TabellaScaduteProps {
  readonly rate: readonly RataScadutaFragment[]
  /** On the page of their family, which is not linked to itself. */
  readonly dellaFamiglia?: boolean
}

/** Overdue instalments, each with what follows today and why. */
export function TabellaScadute({ rate, dellaFamiglia = false }: TabellaScaduteProps) {
  const [spiegata, setSpiegata] = useState<RataScadutaFragment | null>(null)
  return (
    <>
      <table className="table table-stack">
        <caption className="visually-hidden">Rate scadute</caption>
        <thead>
          <tr>
            <th scope="col">Chi deve pagare</th>
            <th scope="col">Che cosa</th>
            <th scope="col">Scadenza</th>
            <th scope="col">Da pagare</th>
            <th scope="col">Oggi</th>
          </tr>
        </thead>
        <tbody>
          {rate.map((rata) => (
            <tr key={rata.id}>
              <th scope="row">
                {dellaFamiglia ? rata.debitore : <Link to={`/conti/${rata.famiglia}`}>{rata.debitore}</Link>}
              </th>
              <td data-label="Che cosa">
                {rata.descrizione}, rata {rata.numero}
                {rata.solleciti.map((s) => (
                  <span key={s.id} className="d-block small">
                    {s.titolo} del {scriviGiorno(s.inviato)}, entro il {scriviGiorno(s.termine)}
                  </span>
                ))}
              </td>
              <td data-label="Scadenza">{scriviGiorno(rata.scadenza)}</td>
              <td data-label="Da pagare" className="amount">
                {scriviImporto(rata.daPagare)}
                {rata.penale + rata.spese > 0 && (
                  <span className="d-block small">
                    con il sollecito, altri {scriviImporto((rata.penale + rata.spese) as typeof rata.penale)}
                  </span>
                )}
              </td>
              <td data-label="Oggi">
                {conseguenze(rata).map((c) => (
                  <span key={c} className="d-block">
                    {c}
                  </span>
                ))}
                {rata.spiegazione.length > 0 && (
                  <button type="button" className="btn-inline" onClick={() => setSpiegata(rata)}>
                    Perché?
                    <span className="visually-hidden">
                      {' '}
                      {rata.debitore}, {rata.descrizione}, rata {rata.numero}
                    </span>
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {spiegata && (
        <Dialog title="Perché?" onClose={() => setSpiegata(null)} wide>
          <p>
            {spiegata.debitore}: {spiegata.descrizione}, rata {spiegata.numero}
          </p>
          <Motivazione passi={spiegata.spiegazione} />
        </Dialog>
      )}
    </>
  )
}
