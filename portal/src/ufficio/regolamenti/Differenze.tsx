import { Panel } from '../../kit/elements/Panel'
import type { AttivazioneFragment } from '../gql/graphql'
import type { Campo } from './parametri/campo'
import { differenze } from './parametri/righe'
import type { Json } from './parametri/schema'

interface DifferenzeProps {
  readonly campo: Campo
  readonly prima: AttivazioneFragment
  readonly dopo: Json
  /** Parameters of another component have other fields: there is nothing to compare them by. */
  readonly stessoComponente: boolean
}

/** What changes in the parameters, old and new beside each other. */
export function Differenze({ campo, prima, dopo, stessoComponente }: DifferenzeProps) {
  const cambi = stessoComponente ? differenze(campo, prima.parametri as Json, dopo) : []
  return (
    <Panel title={`Che cosa cambia rispetto a «${prima.atto}»`}>
      {!stessoComponente && <p>Cambia il componente: i parametri non si possono confrontare.</p>}
      {stessoComponente && cambi.length === 0 && <p>Nessun parametro è diverso.</p>}
      {cambi.length > 0 && (
        <table className="table table-stack" data-differenze={cambi.length}>
          <caption className="visually-hidden">Parametri che cambiano</caption>
          <thead>
            <tr>
              <th scope="col">Parametro</th>
              <th scope="col">Prima</th>
              <th scope="col">Dopo</th>
            </tr>
          </thead>
          <tbody>
            {cambi.map(({ dove, prima: vecchio, dopo: nuovo }) => (
              <tr key={dove.join('/') + vecchio}>
                <th scope="row">{dove.join(' › ')}</th>
                <td data-label="Prima">{vecchio ?? 'non indicato'}</td>
                <td data-label="Dopo">
                  <strong>{nuovo ?? 'non indicato'}</strong>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  )
}
