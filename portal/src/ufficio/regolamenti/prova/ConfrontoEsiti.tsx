import { DataList } from '../../../kit/elements/DataList'
import { Motivazione } from '../../../kit/elements/Motivazione'
import { Notice } from '../../../kit/elements/Notice'
import { scriviImporto } from '../../../kit/denaro/importo'
import { scriviPrezzo } from '../../../kit/denaro/prezzoUnitario'
import type { EsitoProvaFragment } from '../../gql/graphql'

interface ConfrontoEsitiProps {
  readonly adesso: EsitoProvaFragment | null
  readonly nuovo: EsitoProvaFragment
}

/** The answer of the regulation in force and of the new one, beside each other. */
export function ConfrontoEsiti({ adesso, nuovo }: ConfrontoEsitiProps) {
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
      <DataList
        rows={[
          ['Prezzo del pasto', esito.prezzo == null ? null : scriviPrezzo(esito.prezzo)],
          ...(esito.quota == null ? [] : ([['Quota del mese', scriviImporto(esito.quota)]] as const)),
          ['Fascia', esito.fascia],
        ]}
      />
      <h4 className="h6">Perché</h4>
      <Motivazione passi={esito.motivazione} />
    </>
  )
}
