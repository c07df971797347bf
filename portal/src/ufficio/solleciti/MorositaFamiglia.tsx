import { Button } from 'design-react-kit'
import { useState } from 'react'
import { useAnnounce } from '../../kit/elements/Announcer'
import { Loaded } from '../../kit/elements/Loaded'
import { Notice } from '../../kit/elements/Notice'
import { Panel } from '../../kit/elements/Panel'
import { useQuery } from '../../kit/graphql/useQuery'
import { api } from '../api'
import type { MorositaFamigliaQuery } from '../gql/graphql'
import { puo } from '../permessi'
import { useIo } from '../sessione'
import { ConcediDeroga } from './ConcediDeroga'
import { ConcediPiano } from './ConcediPiano'
import { ElencoDeroghe } from './ElencoDeroghe'
import { ElencoPiani } from './ElencoPiani'
import { ElencoSolleciti } from './ElencoSolleciti'
import { MOROSITA_FAMIGLIA } from './solleciti'
import { TabellaScadute } from './TabellaScadute'

interface MorositaFamigliaProps {
  readonly famiglia: string
  /** Something was written: accounts and bills may have changed. */
  readonly onScritto: () => Promise<void>
}

/** What a family has not paid, and what the office does about it. */
export function MorositaFamiglia({ famiglia, onScritto }: MorositaFamigliaProps) {
  const announce = useAnnounce()
  const morosita = useQuery(api, MOROSITA_FAMIGLIA, { famiglia })

  async function fatto(annuncio: string) {
    announce(annuncio)
    await Promise.all([morosita.reload(), onScritto()])
  }

  return (
    <Panel title="Insoluti e solleciti">
      <Loaded query={morosita} lines={4}>
        {(dati) => <Contenuto famiglia={famiglia} dati={dati} onFatto={(a) => void fatto(a)} />}
      </Loaded>
    </Panel>
  )
}

interface ContenutoProps {
  readonly famiglia: string
  readonly dati: MorositaFamigliaQuery
  readonly onFatto: (annuncio: string) => void
}

function Contenuto({ famiglia, dati, onFatto }: ContenutoProps) {
  const scrive = puo(useIo(), 'emissioni:scrivi')
  const [aperta, setAperta] = useState<'piano' | 'deroga' | null>(null)
  const { rateScaduteFamiglia: rate, sollecitiFamiglia: solleciti, pianiFamiglia, derogheFamiglia } = dati
  const divisibili = rate.filter(({ affidata }) => !affidata)

  function chiudi(annuncio: string) {
    setAperta(null)
    onFatto(annuncio)
  }

  return (
    <>
      {dati.bloccoIscrizioni && (
        <Notice tone="warning">Le nuove iscrizioni aspettano. {dati.bloccoIscrizioni}</Notice>
      )}
      {rate.length === 0 ? <p>Nessuna rata è scaduta.</p> : <TabellaScadute rate={rate} dellaFamiglia />}
      {scrive && rate.length > 0 && (
        <div className="button-row">
          {divisibili.length > 0 && (
            <Button color="primary" outline onClick={() => setAperta('piano')}>
              Concedi un piano di rate
            </Button>
          )}
          <Button color="primary" outline onClick={() => setAperta('deroga')}>
            Concedi una deroga al blocco
          </Button>
        </div>
      )}
      {solleciti.length > 0 && <ElencoSolleciti solleciti={solleciti} onFatto={onFatto} />}
      {pianiFamiglia.length > 0 && <ElencoPiani piani={pianiFamiglia} onFatto={onFatto} />}
      {derogheFamiglia.length > 0 && <ElencoDeroghe deroghe={derogheFamiglia} onFatto={onFatto} />}
      {aperta === 'piano' && (
        <ConcediPiano
          famiglia={famiglia}
          rate={divisibili}
          onFatto={() => chiudi('Il piano è concesso.')}
          onClose={() => setAperta(null)}
        />
      )}
      {aperta === 'deroga' && (
        <ConcediDeroga
          famiglia={famiglia}
          onFatto={() => chiudi('La deroga è concessa.')}
          onClose={() => setAperta(null)}
        />
      )}
    </>
  )
}
