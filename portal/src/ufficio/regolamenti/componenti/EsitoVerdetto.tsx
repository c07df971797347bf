import { DataList } from '../../../kit/elements/DataList'
import { Notice } from '../../../kit/elements/Notice'
import type { CasoProvato, Limite, Verdetto } from './pacchetto'

const NUMERO = new Intl.NumberFormat('it-IT')

/** What the examination found: accepted or not, what it wants from outside, limits, tests. */
export function EsitoVerdetto({ verdetto }: { readonly verdetto: Verdetto }) {
  const { accettato, rifiuto, importazioni, limiti = [], casi = [] } = verdetto
  return (
    <section aria-label="Esito dell’esame" data-verdetto={accettato ? 'accettato' : 'rifiutato'}>
      {accettato ? (
        <Notice tone="success">Il pacchetto è accettato: il componente si può usare per preparare un regolamento.</Notice>
      ) : (
        <Notice tone="danger">
          Il pacchetto è rifiutato, e nulla è stato conservato. {rifiuto?.testo}
        </Notice>
      )}
      <DataList
        rows={[
          ['Titolo', verdetto.titolo],
          ['Nome', verdetto.nome],
          ['Versione', verdetto.versione],
          ['Contratto', verdetto.contratto],
          ['Che cosa decide', verdetto.punto],
          ['Impronta', verdetto.digest && <code className="digest">{verdetto.digest}</code>],
        ]}
      />
      {importazioni && <Importazioni importazioni={importazioni} />}
      {limiti.length > 0 && <Limiti limiti={limiti} />}
      {casi.length > 0 && <Casi casi={casi} />}
    </section>
  )
}

function Importazioni({ importazioni }: { readonly importazioni: readonly string[] }) {
  return (
    <>
      <h3 className="h5">Che cosa chiede all’esterno</h3>
      {importazioni.length === 0 ? (
        <p>Niente: non vede né la rete, né i file, né l’orologio.</p>
      ) : (
        <ul>
          {importazioni.map((nome) => (
            <li key={nome}>
              <code>{nome}</code>: non è permesso
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function Limiti({ limiti }: { readonly limiti: readonly Limite[] }) {
  return (
    <>
      <h3 className="h5">Limiti</h3>
      <table className="table table-stack">
        <caption className="visually-hidden">Quanto usa dei limiti</caption>
        <thead>
          <tr>
            <th scope="col">Limite</th>
            <th scope="col">Usato</th>
            <th scope="col">Massimo</th>
          </tr>
        </thead>
        <tbody>
          {limiti.map(({ nome, usato, massimo, unita }) => (
            <tr key={nome}>
              <th scope="row">{nome}</th>
              <td data-label="Usato">
                {NUMERO.format(usato)} {unita}
              </td>
              <td data-label="Massimo">
                {NUMERO.format(massimo)} {unita}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function Casi({ casi }: { readonly casi: readonly CasoProvato[] }) {
  const falliti = casi.filter(({ riuscito }) => !riuscito)
  return (
    <>
      <h3 className="h5">Casi di prova</h3>
      <p>
        {falliti.length === 0
          ? `Tutti riusciti: ${casi.length}.`
          : `${falliti.length} su ${casi.length} non ${falliti.length === 1 ? 'riesce' : 'riescono'}.`}
      </p>
      {falliti.length > 0 && (
        <ul>
          {falliti.map(({ file, nome, difetto }) => (
            <li key={file + nome}>
              <strong>{nome}</strong> ({file}): {difetto}
            </li>
          ))}
        </ul>
      )}
      <details>
        <summary>Tutti i casi</summary>
        <ul>
          {casi.map(({ file, nome, riuscito }) => (
            <li key={file + nome}>
              {nome} ({file}): {riuscito ? 'riuscito' : 'non riuscito'}
            </li>
          ))}
        </ul>
      </details>
    </>
  )
}
