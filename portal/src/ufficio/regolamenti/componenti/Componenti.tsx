import { Loaded } from '../../../kit/elements/Loaded'
import { Panel } from '../../../kit/elements/Panel'
import { useQuery } from '../../../kit/graphql/useQuery'
import { Page } from '../../../kit/page/Page'
import { scriviIstante } from '../../../kit/tempo/istante'
import { api } from '../../api'
import { nomeEstensione, REGOLAMENTI, type Regola } from '../regolamenti'
import { CaricaPacchetto } from './CaricaPacchetto'

/** The components that a regulation can be made with: the platform's, and the comune's own. */
export function Componenti() {
  const query = useQuery(api, REGOLAMENTI, {})
  return (
    <Page
      title="Componenti"
      lead="Il componente è il calcolo; i parametri sono le sue cifre. Quasi sempre basta cambiare i parametri."
      crumbs={[{ label: 'Regolamenti', to: '/regolamenti' }]}
    >
      <CaricaPacchetto onCaricato={query.reload} />
      <Loaded query={query} lines={8}>
        {({ regoleDisponibili }) => <Elenco regole={regoleDisponibili} />}
      </Loaded>
    </Page>
  )
}

function Elenco({ regole }: { readonly regole: readonly Regola[] }) {
  return (
    <Panel title="Disponibili">
      <table className="table table-stack">
        <caption className="visually-hidden">Componenti disponibili</caption>
        <thead>
          <tr>
            <th scope="col">Componente</th>
            <th scope="col">Che cosa decide</th>
            <th scope="col">Da dove viene</th>
            <th scope="col">Impronta</th>
          </tr>
        </thead>
        <tbody>
          {regole.map((regola) => (
            <tr key={regola.digest}>
              <th scope="row">
                {regola.titolo}
                <span className="d-block small fw-normal">
                  {regola.nome} {regola.versione}
                </span>
              </th>
              <td data-label="Che cosa decide">{nomeEstensione(regola.estensione)}</td>
              <td data-label="Da dove viene">{provenienza(regola)}</td>
              <td data-label="Impronta">
                <code className="digest">{regola.digest.slice(0, 16)}…</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

function provenienza({ caricatoDa, caricatoIl, casi }: Regola): string {
  if (caricatoDa == null || caricatoIl == null) return 'Fornito con la piattaforma'
  return `Caricato da ${caricatoDa} il ${scriviIstante(caricatoIl)}, con ${casi ?? 0} casi di prova riusciti`
}
