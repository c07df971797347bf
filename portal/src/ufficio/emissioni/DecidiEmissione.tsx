import { Button } from 'design-react-kit'
import { useState } from 'react'
import { scriviImporto } from '../../kit/denaro/importo'
import { Dialog } from '../../kit/elements/Dialog'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { Panel } from '../../kit/elements/Panel'
import { useCommand } from '../../kit/graphql/useCommand'
import { api } from '../api'
import { graphql } from '../gql'
import type { EmissioneFragment } from '../gql/graphql'
import { puo } from '../permessi'
import { useIo } from '../sessione'

const CONFERMA = graphql(`
  mutation ConfermaEmissione($id: ID!) {
    confermaEmissione(id: $id)
  }
`)

const SCARTA = graphql(`
  mutation ScartaEmissione($id: ID!) {
    scartaEmissione(id: $id)
  }
`)

type Decisione = 'conferma' | 'scarta'

interface DecidiEmissioneProps {
  readonly emissione: EmissioneFragment
  readonly onDeciso: () => Promise<void>
}

/** Issuing the bills of a preview, or throwing it away; either is asked for twice. */
export function DecidiEmissione({ emissione, onDeciso }: DecidiEmissioneProps) {
  const io = useIo()
  const [decisione, setDecisione] = useState<Decisione | null>(null)
  const { id } = emissione
  const decidi = useCommand<[quale: Decisione], unknown>((quale) =>
    quale === 'conferma' ? api.execute(CONFERMA, { id }) : api.execute(SCARTA, { id }),
  )
  if (emissione.stato !== 'IN_ANTEPRIMA' || !puo(io, 'emissioni:scrivi')) return null

  async function decisa(quale: Decisione) {
    if ((await decidi.send(quale)) === null) return
    setDecisione(null)
    await onDeciso()
  }

  return (
    <Panel title="Decisione">
      <div className="button-row mb-0">
        <Button color="primary" onClick={() => setDecisione('conferma')}>
          Conferma ed emetti
        </Button>
        <Button color="primary" outline onClick={() => setDecisione('scarta')}>
          Scarta
        </Button>
      </div>
      {decisione && (
        <Dialog
          title={decisione === 'conferma' ? 'Emettere le rette?' : 'Scartare l’anteprima?'}
          onClose={() => {
            decidi.reset()
            setDecisione(null)
          }}
        >
          <ErrorNotice error={decidi.error} />
          <p>
            {decisione === 'conferma'
              ? `Le famiglie vedranno ${emissione.rette} rette, per ${scriviImporto(emissione.importo)} in tutto.`
              : 'Le rette calcolate si perdono; ciò che pagavano aspetta un’altra emissione.'}
          </p>
          <Button color="primary" disabled={decidi.pending} onClick={() => void decisa(decisione)}>
            {decisione === 'conferma' ? 'Emetti le rette' : 'Scarta l’anteprima'}
          </Button>
        </Dialog>
      )}
    </Panel>
  )
}
