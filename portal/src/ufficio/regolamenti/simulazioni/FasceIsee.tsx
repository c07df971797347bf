import { scriviDifferenza, scriviImporto } from '../../../kit/denaro/importo'
import type { RiepilogoFragment } from '../../gql/graphql'
import { Barre } from '../../elementi/Barre'

const SERIE = [
  { nome: 'pagano meno', colore: '#00784a' },
  { nome: 'invariati', colore: '#5c6f82' },
  { nome: 'pagano di più', colore: '#b3202f' },
]

/** Who pays less and who pays more, by band of ISEE. */
export function FasceIsee({ fasce }: { readonly fasce: RiepilogoFragment['fasce'] }) {
  return (
    <section aria-labelledby="simulazione-fasce">
      <h3 id="simulazione-fasce" className="h5">
        Chi paga meno e chi di più, per ISEE
      </h3>
      <Barre
        titolo="Bambini che pagherebbero meno, lo stesso o di più, per fascia di ISEE"
        serie={SERIE}
        barre={fasce.map((f) => ({ etichetta: f.fascia, valori: [f.paganoMeno, f.invariati, f.paganoPiu] }))}
      />
      <details>
        <summary>I numeri in una tabella</summary>
        <table className="table table-stack">
          <caption className="visually-hidden">Bambini e importi per fascia di ISEE</caption>
          <thead>
            <tr>
              <th scope="col">ISEE</th>
              <th scope="col">Bambini</th>
              <th scope="col">Pagano meno</th>
              <th scope="col">Invariati</th>
              <th scope="col">Pagano di più</th>
              <th scope="col">Addebitato</th>
              <th scope="col">Nuovo</th>
              <th scope="col">Differenza</th>
            </tr>
          </thead>
          <tbody>
            {fasce.map((f) => (
              <tr key={f.fascia}>
                <th scope="row">{f.fascia}</th>
                <td data-label="Bambini">{f.bambini}</td>
                <td data-label="Pagano meno">{f.paganoMeno}</td>
                <td data-label="Invariati">{f.invariati}</td>
                <td data-label="Pagano di più">{f.paganoPiu}</td>
                <td data-label="Addebitato" className="amount">
                  {scriviImporto(f.totaleVecchio)}
                </td>
                <td data-label="Nuovo" className="amount">
                  {scriviImporto(f.totaleNuovo)}
                </td>
                <td data-label="Differenza" className="amount">
                  {scriviDifferenza(f.totaleNuovo - f.totaleVecchio)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  )
}
