import { Badge } from 'design-react-kit'
import { useParams } from 'react-router'
import { scriviImporto } from '../../kit/denaro/importo'
import { DataList } from '../../kit/elements/DataList'
import { Loaded } from '../../kit/elements/Loaded'
import { Panel } from '../../kit/elements/Panel'
import { useQuery } from '../../kit/graphql/useQuery'
import { Page } from '../../kit/page/Page'
import { scriviGiorno } from '../../kit/tempo/giorno'
import { scriviIstante } from '../../kit/tempo/istante'
import { useBattito } from '../../kit/tempo/useBattito'
import { api } from '../api'
import type { EmissioneFragment } from '../gql/graphql'
import { DocumentiEmissione } from '../documenti/DocumentiEmissione'
import { puoAprire } from '../permessi'
import { nomeServizio } from '../servizi'
import { useIo } from '../sessione'
import { Anomalie } from './Anomalie'
import { DecidiEmissione } from './DecidiEmissione'
import { alLavoro, EMISSIONE, paroleDelloStato } from './emissioni'
import { RetteEmissione } from './RetteEmissione'

/** One bill run: what it comes to, what to look at, and the decision. */
export function Emissione() {
  const { id = '' } = useParams()
  const io = useIo()
  const emissione = useQuery(api, EMISSIONE, { id })
  const stato = emissione.data?.emissione.stato
  const { reload } = emissione

  useBattito(stato !== undefined && alLavoro(stato), reload)

  return (
    <Page
      title={emissione.data?.emissione.descrizione ?? 'Emissione'}
      crumbs={[{ label: 'Emissioni', to: '/emissioni' }]}
    >
      <Loaded query={emissione} lines={10}>
        {({ emissione: e }) => (
          <>
            <Riepilogo emissione={e} />
            {alLavoro(e.stato) ? (
              <Avanzamento emissione={e} />
            ) : (
              <>
                <DecidiEmissione emissione={e} onDeciso={reload} />
                {e.anomalie > 0 && <Anomalie emissione={e.id} />}
                <RetteEmissione key={e.stato} emissione={e} onScritto={reload} />
                {e.stato === 'EMESSA' && puoAprire(io, 'conti') && <DocumentiEmissione emissione={e.id} />}
              </>
            )}
          </>
        )}
      </Loaded>
    </Page>
  )
}

function Riepilogo({ emissione: e }: { readonly emissione: EmissioneFragment }) {
  const { nome, colore } = paroleDelloStato(e.stato)
  return (
    <Panel
      title="Riepilogo"
      aside={
        <div>
          <Badge color={colore}>{nome}</Badge>
        </div>
      }
    >
      <dl className="totals">
        <div>
          <dt>Rette</dt>
          <dd>{e.rette}</dd>
        </div>
        <div>
          <dt>Importo</dt>
          <dd>{scriviImporto(e.importo)}</dd>
        </div>
        <div>
          <dt>Da guardare</dt>
          <dd>{e.anomalie}</dd>
        </div>
      </dl>
      <DataList
        rows={[
          ['Servizio', nomeServizio(e.servizio)],
          ['Anno scolastico', e.anno],
          ['Periodo', `${scriviGiorno(e.dal)} – ${scriviGiorno(e.al)}`],
          ['Quota fissa', e.conQuota ? 'Compresa' : 'No'],
          ['Scadenze', e.scadenze.map(scriviGiorno).join(', ')],
          ['Chiesta da', `${e.chiestaDa}, ${scriviIstante(e.chiestaIl)}`],
          ['Confermata da', e.confermataDa && e.confermataIl && `${e.confermataDa}, ${scriviIstante(e.confermataIl)}`],
        ]}
      />
    </Panel>
  )
}

function Avanzamento({ emissione: { stato, fatte, famiglie } }: { readonly emissione: EmissioneFragment }) {
  return (
    <Panel title={stato === 'IN_PREPARAZIONE' ? 'Calcolo delle rette' : 'Emissione delle rette'}>
      <label className="d-block">
        Famiglie percorse: {fatte} di {famiglie}
        <progress className="d-block w-100" max={Math.max(famiglie, 1)} value={fatte} />
      </label>
    </Panel>
  )
}
