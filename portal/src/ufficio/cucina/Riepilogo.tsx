import type { RigaFragment } from '../gql/graphql'
import { somma } from './somme'

/** The numbers that the kitchen cooks by, large enough to read from the stove. */
export function Riepilogo({ righe }: { readonly righe: readonly RigaFragment[] }) {
  const totale = somma(righe)
  return (
    <section aria-label="Riepilogo">
      <dl className="totals">
        <div>
          <dt>Pasti da preparare</dt>
          <dd data-totale="pasti">{totale.pastoBase + totale.pastoBianco}</dd>
        </div>
        <div>
          <dt>Pasto base</dt>
          <dd data-totale="base">{totale.pastoBase}</dd>
        </div>
        <div>
          <dt>Pasto bianco</dt>
          <dd data-totale="bianco">{totale.pastoBianco}</dd>
        </div>
        <div>
          <dt>Assenti</dt>
          <dd data-totale="assenti">{totale.assenti}</dd>
        </div>
      </dl>
      {totale.diete.length > 0 && (
        <div className="panel">
          <h2 className="h5">Diete speciali</h2>
          <ul className="diet-totals">
            {totale.diete.map((dieta) => (
              <li key={dieta.codice}>
                <strong>{dieta.pasti}</strong> {dieta.descrizione} <span className="small">({dieta.codice})</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}
