import { DataList } from '../../../kit/elements/DataList'
import { Motivazione } from '../../../kit/elements/Motivazione'
import { Notice } from '../../../kit/elements/Notice'
import type { EsitoProvaFragment } from '../../gql/graphql'
import type { Confronto } from './prove'


/** The answer of the regulation in force and of the new one, beside each other. */
export function ConfrontoEsiti({ adesso, nuovo }: Confronto) {
  return (
    <div className="compare">
      <section aria-label="Regolamento in vigore" data-esito="adesso">
        <h3 className="h5">Regolamento in vigore</h3>
        {adesso ? <Esito esito={adesso} /> : <p>In quel giorno non è in vigore nessun regolamento.</p>}
      </section>
      <section aria-label="Regolamento in preparazione" data-esito="nuovo">
        <h3 className="h5">Regolamento in preparazione</h3>
        <Esito esito={nuovo} />
      </section>
    </div>
  )
}

function Esito({ esito }: { readonly esito: EsitoProvaFragment }) {
  if (esito.rifiuto != null) {
    return <Notice tone="warning">Il regolamento non dà una risposta: {esito.rifiuto}</Notice>
  }
  return (
    <>
      <DataList rows={esito.righe.map(({ nome, valore }) => [nome, valore] as const)} />
      <h4 className="h6">Perché</h4>
      <Motivazione passi={esito.motivazione} />
    </>
  )
}
