import { Badge, Button } from 'design-react-kit'
import { useParams } from 'react-router'
import { scriviImporto } from '../../kit/denaro/importo'
import { DataList } from '../../kit/elements/DataList'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { Loaded } from '../../kit/elements/Loaded'
import { Notice } from '../../kit/elements/Notice'
import { Panel } from '../../kit/elements/Panel'
import { useCommand } from '../../kit/graphql/useCommand'
import { useQuery } from '../../kit/graphql/useQuery'
import { Page } from '../../kit/page/Page'
import { scriviGiorno } from '../../kit/tempo/giorno'
import { scriviIstante } from '../../kit/tempo/istante'
import { useBattito } from '../../kit/tempo/useBattito'
import { api } from '../api'
import type { EmissioneFragment } from '../gql/graphql'
import { DocumentiEmissione } from '../documenti/DocumentiEmissione'
import { puo, puoAprire } from '../permessi'
import { nomeServizio } from '../servizi'
import { useIo } from '../sessione'
import { Anomalie } from './Anomalie'
import { DecidiEmissione } from './DecidiEmissione'
import { alLavoro, EMISSIONE, paroleDelloStato, RIPRENDI_EMISSIONE } from './emissioni'
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
              <Avanzamento emissione={e} onRipresa={reload} />
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

interface AvanzamentoProps {
  readonly emissione: EmissioneFragment
  readonly onRipresa: () => Promise<unknown>
}

function Avanzamento({ emissione: { id, stato, ferma, fatte, famiglie }, onRipresa }: AvanzamentoProps) {
  const io = useIo()
  const riprendi = useCommand(async () => {
    await api.execute(RIPRENDI_EMISSIONE, { id })
    await onRipresa()
  })
  return (
    <Panel title={stato === 'IN_PREPARAZIONE' ? 'Calcolo delle rette' : 'Emissione delle rette'}>
      <label className="d-block">
        Famiglie percorse: {fatte} di {famiglie}
        <progress className="d-block w-100" max={Math.max(famiglie, 1)} value={fatte} />
      </label>
      {ferma && (
        <div className="mt-3">
          <ErrorNotice error={riprendi.error} />
          <Notice tone="warning">
            Il programma si è fermato dopo più tentativi interrotti. Riprende da dove è: nessuna retta è emessa due
            volte.
          </Notice>
          {puo(io, 'emissioni:scrivi') && (
            <Button color="primary" disabled={riprendi.pending} onClick={() => void riprendi.send()}>
              Riprendi
            </Button>
          )}
        </div>
      )}
    </Panel>
  )
}
