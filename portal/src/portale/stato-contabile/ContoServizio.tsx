import { useState } from 'react'
import { useParams } from 'react-router'
import { Loaded } from '../../kit/elements/Loaded'
import { Notice } from '../../kit/elements/Notice'
import { Panel } from '../../kit/elements/Panel'
import { useQuery } from '../../kit/graphql/useQuery'
import { Page } from '../../kit/page/Page'
import { api } from '../api'
import { paroleDelServizio } from '../utenti/servizio'
import { ConsumiServizio } from './ConsumiServizio'
import { MovimentiConto } from './MovimentiConto'
import { PercheImporto, type Spiegato } from './PercheImporto'
import { AvvisoSoglia, VociConto } from './SchedaConto'
import { servizioDelPercorso, STATO_CONTABILE } from './statoContabile'

/** The account of one service: what is on it, what moved it, what was consumed. */
export function ContoServizio() {
  const { servizio: percorso } = useParams()
  const stati = useQuery(api, STATO_CONTABILE, {})
  const [spiegato, setSpiegato] = useState<Spiegato | null>(null)
  const stato = stati.data && servizioDelPercorso(stati.data.statoContabile, percorso)
  return (
    <Page
      title={stato ? paroleDelServizio(stato.servizio).nome : 'Servizio'}
      crumbs={[{ label: 'Stato contabile', to: '/stato-contabile' }]}
    >
      <Loaded query={stati} lines={10}>
        {() =>
          stato ? (
            <>
              <Panel title="Adesso">
                <VociConto stato={stato} />
                <AvvisoSoglia stato={stato} />
              </Panel>
              {/* Either account may be left from a year in which the service was paid otherwise. */}
              {stato.saldo != null && (
                <MovimentiConto servizio={stato.servizio} conto="ELETTRONICO" onPerche={setSpiegato} />
              )}
              <MovimentiConto
                servizio={stato.servizio}
                conto="RETTE"
                seMosso={stato.modo === 'PREPAGATO'}
                onPerche={setSpiegato}
              />
              <ConsumiServizio servizio={stato.servizio} onPerche={setSpiegato} />
            </>
          ) : (
            <Notice tone="warning">Questo servizio non ha un conto.</Notice>
          )
        }
      </Loaded>
      {spiegato && <PercheImporto spiegato={spiegato} onClose={() => setSpiegato(null)} />}
    </Page>
  )
}
