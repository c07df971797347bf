import { Link } from 'react-router'
import { Panel } from '../../kit/elements/Panel'
import { scriviIstante } from '../../kit/tempo/istante'
import { oggi } from '../../kit/tempo/orologio'
import type { AttivazioneFragment } from '../gql/graphql'
import { nomeAmbito, nomeRegola, scriviPeriodo, type Regola } from './regolamenti'

interface StoriaProps {
  readonly attivazioni: readonly AttivazioneFragment[]
  readonly regole: readonly Regola[]
}

/** Every regulation that was or will be in force: nothing is ever overwritten. */
export function Storia({ attivazioni, regole }: StoriaProps) {
  return (
    <Panel title="Storia">
      <table className="table table-stack">
        <caption className="visually-hidden">Regolamenti, dal più recente</caption>
        <thead>
          <tr>
            <th scope="col">Atto</th>
            <th scope="col">Che cosa decide</th>
            <th scope="col">Periodo</th>
            <th scope="col">Regolamento</th>
            <th scope="col">Approvato</th>
          </tr>
        </thead>
        <tbody>
          {attivazioni.map((attivazione) => (
            <tr key={attivazione.id}>
              <th scope="row">
                <Link to={`/regolamenti/in-vigore/${attivazione.id}`}>{attivazione.atto}</Link>
              </th>
              <td data-label="Che cosa decide">{nomeAmbito(attivazione)}</td>
              <td data-label="Periodo">
                {scriviPeriodo(attivazione)} <span className="small">({quando(attivazione)})</span>
              </td>
              <td data-label="Regolamento">{nomeRegola(regole, attivazione.digest)}</td>
              <td data-label="Approvato">
                {attivazione.approvataDa}, {scriviIstante(attivazione.creataIl)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

export function quando({ dal, al }: AttivazioneFragment): string {
  if (dal > oggi()) return 'futuro'
  return al == null || al >= oggi() ? 'in vigore' : 'concluso'
}
