import { scriviDifferenza, scriviImporto } from '../../../kit/denaro/importo'
import { Notice } from '../../../kit/elements/Notice'
import type { RiepilogoFragment } from '../../gql/graphql'
import { Barre } from '../../elementi/Barre'
import { CambiamentiMaggiori } from './CambiamentiMaggiori'
import { FasceIsee } from './FasceIsee'

/** What a tariff would have changed. */
export function Risultato({ riepilogo }: { readonly riepilogo: RiepilogoFragment }) {
  const { pasti, bambini, totaleVecchio, totaleNuovo, senzaDati, distribuzione, maggiori, errori } = riepilogo
  if (pasti === 0 && errori.length === 0) {
    return (
      <Notice tone="info">
        In questo periodo non ci sono pasti da ricalcolare.
        {senzaDati > 0 && ` Di ${senzaDati} pasti non sono conservati i dati che la tariffa guarderebbe.`}
      </Notice>
    )
  }
  return (
    <div className="simulation">
      <h3 className="h5">In tutto</h3>
      <dl className="totals">
        <div>
          <dt>Addebitato</dt>
          <dd>{scriviImporto(totaleVecchio)}</dd>
        </div>
        <div>
          <dt>Con la nuova tariffa</dt>
          <dd>{scriviImporto(totaleNuovo)}</dd>
        </div>
        <div>
          <dt>Differenza</dt>
          <dd data-differenza={totaleNuovo - totaleVecchio}>{scriviDifferenza(totaleNuovo - totaleVecchio)}</dd>
        </div>
        <div>
          <dt>Bambini, pasti</dt>
          <dd>
            {bambini}, {pasti}
          </dd>
        </div>
      </dl>
      {senzaDati > 0 && (
        <Notice tone="info">
          {senzaDati} pasti restano fuori: sono stati addebitati prima che i dati fossero conservati, o sono da verificare.
        </Notice>
      )}
      <Errori errori={errori} />
      <FasceIsee fasce={riepilogo.fasce} />
      <section aria-labelledby="simulazione-distribuzione">
        <h3 id="simulazione-distribuzione" className="h5">
          Di quanto cambia un pasto
        </h3>
        <Barre
          titolo="Quanti bambini, per cambiamento medio a pasto"
          serie={[{ nome: 'bambini', colore: '#17324d' }]}
          barre={distribuzione.map(({ cambiamento, bambini }) => ({ etichetta: cambiamento, valori: [bambini] }))}
        />
        <details>
          <summary>I numeri in una tabella</summary>
          <table className="table">
            <caption className="visually-hidden">Bambini per cambiamento medio a pasto</caption>
            <thead>
              <tr>
                <th scope="col">Cambiamento medio a pasto</th>
                <th scope="col">Bambini</th>
              </tr>
            </thead>
            <tbody>
              {distribuzione.map(({ cambiamento, bambini }) => (
                <tr key={cambiamento}>
                  <th scope="row">{cambiamento}</th>
                  <td>{bambini}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      </section>
      {maggiori.length > 0 && <CambiamentiMaggiori maggiori={maggiori} />}
    </div>
  )
}

/** Meals that the new tariff leaves without a price: it has a hole. */
function Errori({ errori }: { readonly errori: RiepilogoFragment['errori'] }) {
  if (errori.length === 0) return null
  return (
    <Notice tone="warning">
      <p>La nuova tariffa non dà un prezzo a tutti i pasti. Quelli qui sotto resterebbero «da verificare»:</p>
      <ul className="mb-0">
        {errori.map(({ codice, testo, pasti }) => (
          <li key={codice}>
            {pasti === 1 ? 'un pasto' : `${pasti} pasti`}: {testo}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
