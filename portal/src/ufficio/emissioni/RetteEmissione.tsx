import { useState } from 'react'
import { AltrePagine } from '../../kit/elements/AltrePagine'
import { useAnnounce } from '../../kit/elements/Announcer'
import { Loaded } from '../../kit/elements/Loaded'
import { Panel } from '../../kit/elements/Panel'
import { useCursori } from '../../kit/graphql/useCursori'
import { useQuery } from '../../kit/graphql/useQuery'
import { api } from '../api'
import type { EmissioneFragment } from '../gql/graphql'
import { AzioneRetta } from './AzioneRetta'
import { RETTE_EMISSIONE, type Azione } from './rette'
import { TabellaRette } from './TabellaRette'

const PER_PAGINA = 20

interface RetteEmissioneProps {
  readonly emissione: EmissioneFragment
  readonly onScritto: () => Promise<void>
}

/** The bills of a run, with what can be done about each. */
export function RetteEmissione({ emissione, onScritto }: RetteEmissioneProps) {
  const announce = useAnnounce()
  const cursori = useCursori()
  const rette = useQuery(api, RETTE_EMISSIONE, { id: emissione.id, first: PER_PAGINA, after: cursori.after })
  const [azione, setAzione] = useState<Azione | null>(null)

  async function fatta(annuncio: string) {
    setAzione(null)
    announce(annuncio)
    await Promise.all([rette.reload(), onScritto()])
  }

  return (
    <Panel title="Rette">
      <Loaded query={rette} lines={8}>
        {({ retteEmissione: { edges, pageInfo } }) =>
          edges.length === 0 ? (
            <p className="mb-0">Nessuna retta.</p>
          ) : (
            <>
              <TabellaRette rette={edges.map(({ node }) => node)} onAzione={setAzione} />
              <AltrePagine di="rette" cursori={cursori} pageInfo={pageInfo} />
            </>
          )
        }
      </Loaded>
      {azione && <AzioneRetta azione={azione} onFatta={(a) => void fatta(a)} onClose={() => setAzione(null)} />}
    </Panel>
  )
}
