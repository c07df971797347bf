import { Link } from 'react-router'
import { Panel } from '../../kit/elements/Panel'
import { scriviIstante } from '../../kit/tempo/istante'
import type { AttivazioneFragment, RegolamentiQuery } from '../gql/graphql'
import { nomeAmbito } from './regolamenti'

interface GuastiProps {
  readonly guasti: RegolamentiQuery['guastiRegole']
  readonly attivazioni: readonly AttivazioneFragment[]
}

/** The questions that a regulation left without an answer: amounts «da verificare», cut-offs of the platform. */
export function Guasti({ guasti, attivazioni }: GuastiProps) {
  if (guasti.length === 0) return null
  return (
    <Panel title="Domande senza risposta">
      <p>
        In questi casi il regolamento non ha saputo decidere. Gli importi restano «da verificare» e nessuno paga zero per
        sbaglio; le prenotazioni seguono l’orario limite della piattaforma.
      </p>
      <table className="table table-stack">
        <caption className="visually-hidden">Domande rimaste senza risposta</caption>
        <thead>
          <tr>
            <th scope="col">Motivo</th>
            <th scope="col">Regolamento</th>
            <th scope="col">Quante volte</th>
            <th scope="col">La prima</th>
            <th scope="col">L’ultima</th>
          </tr>
        </thead>
        <tbody>
          {guasti.map((guasto) => {
            const attivazione = attivazioni.find(({ id }) => id === guasto.attivazione)
            return (
              <tr key={guasto.attivazione + guasto.codice}>
                <th scope="row">
                  {guasto.testo} <span className="small">({guasto.codice})</span>
                </th>
                <td data-label="Regolamento">
                  <Link to={`/regolamenti/in-vigore/${guasto.attivazione}`}>
                    {attivazione ? nomeAmbito(attivazione) : 'Vedi'}
                  </Link>
                </td>
                <td data-label="Quante volte">{guasto.quanti}</td>
                <td data-label="La prima">{scriviIstante(guasto.primoIl)}</td>
                <td data-label="L’ultima">{scriviIstante(guasto.ultimoIl)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Panel>
  )
}
