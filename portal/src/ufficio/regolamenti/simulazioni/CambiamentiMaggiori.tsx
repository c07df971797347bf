import { scriviDifferenza, scriviImporto } from '../../../kit/denaro/importo'
import { ErrorNotice } from '../../../kit/elements/ErrorNotice'
import { useQuery } from '../../../kit/graphql/useQuery'
import { api } from '../../api'
import type { RiepilogoFragment } from '../../gql/graphql'
import { NOMI } from './simulazioni'

/** The children for whom most would change. */
export function CambiamentiMaggiori({ maggiori }: { readonly maggiori: RiepilogoFragment['maggiori'] }) {
  const nomi = useQuery(api, NOMI, { iscrizioni: maggiori.map(({ iscrizione }) => Number(iscrizione)) })
  const perIscrizione = new Map(nomi.data?.iscrizione.nodes.map(({ id, alunno }) => [String(id), alunno]))
  const nome = (iscrizione: string) => {
    const alunno = perIscrizione.get(iscrizione)
    return alunno ? `${alunno.cognome} ${alunno.nome}` : `Iscrizione ${iscrizione}`
  }
  return (
    <section aria-labelledby="simulazione-maggiori">
      <h3 id="simulazione-maggiori" className="h5">
        I cambiamenti più grandi
      </h3>
      <ErrorNotice error={nomi.error} onRetry={nomi.reload} />
      <table className="table table-stack">
        <caption className="visually-hidden">I bambini per i quali cambia di più, in tutto il periodo</caption>
        <thead>
          <tr>
            <th scope="col">Bambino</th>
            <th scope="col">ISEE</th>
            <th scope="col">Pasti</th>
            <th scope="col">Addebitato</th>
            <th scope="col">Nuovo</th>
            <th scope="col">Differenza</th>
          </tr>
        </thead>
        <tbody>
          {maggiori.map(({ iscrizione, fasciaIsee, pasti, vecchio, nuovo }) => (
            <tr key={iscrizione}>
              <th scope="row">{nome(iscrizione)}</th>
              <td data-label="ISEE">{fasciaIsee}</td>
              <td data-label="Pasti">{pasti}</td>
              <td data-label="Addebitato" className="amount">
                {scriviImporto(vecchio)}
              </td>
              <td data-label="Nuovo" className="amount">
                {scriviImporto(nuovo)}
              </td>
              <td data-label="Differenza" className="amount">
                {scriviDifferenza(nuovo - vecchio)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
