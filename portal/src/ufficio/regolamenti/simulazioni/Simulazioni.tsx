import { Link } from 'react-router'
import { Loaded } from '../../../kit/elements/Loaded'
import { Notice } from '../../../kit/elements/Notice'
import { useQuery } from '../../../kit/graphql/useQuery'
import { Page } from '../../../kit/page/Page'
import { scriviGiorno } from '../../../kit/tempo/giorno'
import { scriviIstante } from '../../../kit/tempo/istante'
import { api } from '../../api'
import { scriviStato, SIMULAZIONI } from './simulazioni'

/** The simulations that were made, the latest first. */
export function Simulazioni() {
  const query = useQuery(api, SIMULAZIONI, {})
  return (
    <Page
      title="Simulazioni"
      lead="Che cosa avrebbe fatto un’altra tariffa ai pasti già consumati."
      crumbs={[{ label: 'Regolamenti', to: '/regolamenti' }]}
    >
      <Loaded query={query} lines={8}>
        {({ simulazioni }) =>
          simulazioni.length === 0 ? (
            <Notice tone="info">Nessuna simulazione: si fanno mentre si prepara una tariffa della refezione.</Notice>
          ) : (
            <table className="table table-stack">
              <caption className="visually-hidden">Simulazioni, dalla più recente</caption>
              <thead>
                <tr>
                  <th scope="col">Simulazione</th>
                  <th scope="col">Periodo</th>
                  <th scope="col">Stato</th>
                  <th scope="col">Pasti</th>
                  <th scope="col">Chiesta</th>
                </tr>
              </thead>
              <tbody>
                {simulazioni.map((simulazione) => (
                  <tr key={simulazione.id}>
                    <th scope="row">
                      <Link to={`/regolamenti/simulazioni/${simulazione.id}`}>Simulazione n. {simulazione.id}</Link>
                    </th>
                    <td data-label="Periodo">
                      dal {scriviGiorno(simulazione.dal)} al {scriviGiorno(simulazione.al)}
                    </td>
                    <td data-label="Stato">{scriviStato(simulazione.stato)}</td>
                    <td data-label="Pasti">{simulazione.totale}</td>
                    <td data-label="Chiesta">
                      {simulazione.chiestaDa}, {scriviIstante(simulazione.chiestaIl)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Loaded>
    </Page>
  )
}
