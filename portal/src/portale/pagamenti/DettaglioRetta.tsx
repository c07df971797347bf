import { useState } from 'react'
import { useParams } from 'react-router'
import { pdfDellaRetta } from '../../kit/denaro/documenti'
import { scriviImporto } from '../../kit/denaro/importo'
import { DataList } from '../../kit/elements/DataList'
import { Icon } from '../../kit/elements/Icon'
import { Loaded } from '../../kit/elements/Loaded'
import { Notice } from '../../kit/elements/Notice'
import { Panel } from '../../kit/elements/Panel'
import { useQuery } from '../../kit/graphql/useQuery'
import { Page } from '../../kit/page/Page'
import { scriviGiorno } from '../../kit/tempo/giorno'
import { api } from '../api'
import { graphql } from '../gql'
import { PercheImporto, type Spiegato } from '../stato-contabile/PercheImporto'
import { paroleDelServizio } from '../utenti/servizio'
import { daPagare, situazioneRetta } from './rette'
import { StatoPagamento } from './StatoPagamento'
import { TabellaRate } from './TabellaRate'
import { TabellaRighe } from './TabellaRighe'

const RETTA = graphql(`
  query Retta($id: ID!) {
    retta(id: $id) {
      ...Retta
      righe {
        ...RigaRetta
      }
    }
    figli {
      nome
      iscrizioni {
        id
      }
    }
  }
`)

/** One bill: what it pays and why, and by when. */
export function DettaglioRetta() {
  const { retta: id = '' } = useParams()
  const retta = useQuery(api, RETTA, { id })
  const [spiegato, setSpiegato] = useState<Spiegato | null>(null)
  return (
    <Page title={retta.data?.retta.descrizione ?? 'Retta'} crumbs={[{ label: 'Pagamenti', to: '/pagamenti' }]}>
      <Loaded query={retta} lines={10}>
        {({ retta: trovata, figli }) => (
          <>
            {trovata.stato === 'ANNULLATA' && (
              <Notice tone="info">
                Il comune ha annullato questa retta: non è da pagare.{trovata.motivo && ` Motivo: ${trovata.motivo}`}
              </Notice>
            )}
            <Panel title="Riepilogo">
              <DataList
                rows={[
                  ['Servizio', paroleDelServizio(trovata.servizio).nome],
                  ['Emessa il', trovata.emessaIl && scriviGiorno(trovata.emessaIl)],
                  ['Stato', <StatoPagamento key="stato" situazione={situazioneRetta(trovata)} />],
                  ['Importo', scriviImporto(trovata.importo)],
                  ['Pagato', scriviImporto(trovata.pagato)],
                  ['Resta da pagare', scriviImporto(daPagare(trovata))],
                ]}
              />
              <a href={pdfDellaRetta(trovata.id)} download>
                <Icon name="download" /> Scarica la retta (PDF)
              </a>
            </Panel>
            {trovata.rate.length > 0 && (
              <Panel title="Rate">
                <TabellaRate rate={trovata.rate} annullata={trovata.stato === 'ANNULLATA'} />
              </Panel>
            )}
            <Panel title="Che cosa paga">
              <TabellaRighe
                righe={trovata.righe}
                figlioDi={(iscrizione) => figli.find((f) => f.iscrizioni.some(({ id }) => id === iscrizione))?.nome}
                onPerche={setSpiegato}
              />
            </Panel>
          </>
        )}
      </Loaded>
      {spiegato && <PercheImporto spiegato={spiegato} onClose={() => setSpiegato(null)} />}
    </Page>
  )
}
