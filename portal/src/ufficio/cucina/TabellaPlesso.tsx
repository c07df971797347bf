import { somma, type Gruppo, type Somma } from './somme'

/** The classes of a plesso, and their sum. */
export function TabellaPlesso({ gruppo: { plesso, righe } }: { readonly gruppo: Gruppo }) {
  const totale = somma(righe)
  return (
    <section className="panel" data-plesso={plesso.id}>
      <table className="table count-table">
        <caption>
          <span className="h5">{plesso.nome}</span>
          {plesso.scuola !== plesso.nome && <span className="small"> {plesso.scuola}</span>}
        </caption>
        <thead>
          <tr>
            <th scope="col">Classe</th>
            <th scope="col">Base</th>
            <th scope="col">Bianco</th>
            <th scope="col">Assenti</th>
            <th scope="col">Diete</th>
          </tr>
        </thead>
        <tbody>
          {righe.map((riga) => (
            <tr key={riga.classe.id} data-classe={riga.classe.nome}>
              <th scope="row">{riga.classe.nome}</th>
              <td>{riga.pastoBase}</td>
              <td>{riga.pastoBianco}</td>
              <td>{riga.assenti}</td>
              <td className="diets">{scriviDiete(riga.diete)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Totale</th>
            <td>{totale.pastoBase}</td>
            <td>{totale.pastoBianco}</td>
            <td>{totale.assenti}</td>
            <td className="diets">{scriviDiete(totale.diete)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  )
}

function scriviDiete(diete: Somma['diete']): string {
  return diete.map(({ pasti, codice }) => `${pasti} × ${codice}`).join(', ') || '—'
}
