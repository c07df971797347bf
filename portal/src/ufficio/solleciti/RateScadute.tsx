import { Button } from 'design-react-kit'
import { useState } from 'react'
import { AltrePagine } from '../../kit/elements/AltrePagine'
import { useAnnounce } from '../../kit/elements/Announcer'
import { Loaded } from '../../kit/elements/Loaded'
import { Panel } from '../../kit/elements/Panel'
import { useCursori } from '../../kit/graphql/useCursori'
import { useQuery } from '../../kit/graphql/useQuery'
import { api } from '../api'
import { FinestraMotivo } from '../elementi/FinestraMotivo'
import { graphql } from '../gql'
import type { Servizio } from '../gql/graphql'
import { puo } from '../permessi'
import { useIo } from '../sessione'
import { RATE_SCADUTE } from './solleciti'
import { TabellaScadute } from './TabellaScadute'

const AFFIDA = graphql(`
  mutation AffidaRiscossione($rate: [ID!]!, $motivo: String!) {
    affidaRiscossione(rate: $rate, motivo: $motivo)
  }
`)

const PER_PAGINA = 20

/** The overdue instalments of a service; those that the regulation wants collected by force can be given away. */
export function RateScadute({ servizio }: { readonly servizio: Servizio }) {
  const io = useIo()
  const announce = useAnnounce()
  const cursori = useCursori()
  const rate = useQuery(api, RATE_SCADUTE, { servizio, first: PER_PAGINA, after: cursori.after })
  const [affida, setAffida] = useState<readonly string[] | null>(null)

  return (
    <Panel title="Rate scadute">
      <Loaded query={rate} lines={8}>
        {({ rateScadute: { edges, pageInfo } }) => {
          const coattive = edges.map((e) => e.node).filter((r) => r.riscossioneCoattiva && !r.affidata)
          return edges.length === 0 ? (
            <p className="mb-0">Nessuna rata è scaduta.</p>
          ) : (
            <>
              <TabellaScadute rate={edges.map(({ node }) => node)} />
              {coattive.length > 0 && puo(io, 'emissioni:scrivi') && (
                <div className="button-row">
                  <Button color="primary" outline onClick={() => setAffida(coattive.map(({ id }) => id))}>
                    Affida alla riscossione coattiva ({coattive.length})
                  </Button>
                </div>
              )}
              <AltrePagine di="rate scadute" cursori={cursori} pageInfo={pageInfo} />
            </>
          )
        }}
      </Loaded>
      {affida && (
        <FinestraMotivo
          title="Affida alla riscossione coattiva"
          azione="Affida"
          hint={`Rate di questa pagina per cui il regolamento lo prevede: ${affida.length}. La penale maturata si aggiunge.`}
          invia={(motivo) => api.execute(AFFIDA, { rate: [...affida], motivo })}
          onFatto={() => {
            setAffida(null)
            announce('Le rate sono affidate alla riscossione coattiva.')
            void rate.reload()
          }}
          onClose={() => setAffida(null)}
        />
      )}
    </Panel>
  )
}
