import { Button } from 'design-react-kit'
import { useState } from 'react'
import { AltrePagine } from '../../kit/elements/AltrePagine'
import { useAnnounce } from '../../kit/elements/Announcer'
import { Loaded } from '../../kit/elements/Loaded'
import { Panel } from '../../kit/elements/Panel'
import { useCursori } from '../../kit/graphql/useCursori'
import { useQuery } from '../../kit/graphql/useQuery'
import { scriviImporto } from '../../kit/denaro/importo'
import { api } from '../api'
import { FinestraMotivo } from '../elementi/FinestraMotivo'
import { graphql } from '../gql'
import type { RicevutaFragment, StatoRicevuta } from '../gql/graphql'
import { puo } from '../permessi'
import { useIo } from '../sessione'
import { Attribuisci } from './Attribuisci'
import { RICEVUTE } from './pagopa'
import { VoceRicevuta } from './VoceRicevuta'

const RENDI = graphql(`
  mutation RendiRicevuta($ricevuta: ID!, $motivo: String!) {
    rendiRicevuta(ricevuta: $ricevuta, motivo: $motivo) {
      ...Ricevuta
    }
  }
`)

const RIAPRI = graphql(`
  mutation RiapriRicevuta($ricevuta: ID!, $motivo: String!) {
    riapriRicevuta(ricevuta: $ricevuta, motivo: $motivo) {
      ...Ricevuta
    }
  }
`)

const PER_PAGINA = 10

interface ElencoRicevuteProps {
  readonly titolo: string
  readonly stato: StatoRicevuta
  /** After something was decided: a receipt goes from one list to another. */
  readonly onDeciso: () => void
}

type Come = 'attribuisci' | 'rendi' | 'riapri'
type Scelta = { readonly ricevuta: RicevutaFragment; readonly come: Come }

/** What can be done with a receipt of each state. */
const AZIONI: Partial<Record<StatoRicevuta, readonly { come: Come; testo: string; principale: boolean }[]>> = {
  DA_ATTRIBUIRE: [
    { come: 'attribuisci', testo: 'Attribuisci', principale: true },
    { come: 'rendi', testo: 'È stata resa', principale: false },
  ],
  ATTRIBUITA: [{ come: 'riapri', testo: 'Riapri', principale: false }],
  RESA: [{ come: 'riapri', testo: 'Riapri', principale: false }],
}

/** Receipts of one state; what is to be decided can be decided here, and taken back. */
export function ElencoRicevute({ titolo, stato, onDeciso }: ElencoRicevuteProps) {
  const announce = useAnnounce()
  const io = useIo()
  const cursori = useCursori()
  const ricevute = useQuery(api, RICEVUTE, { stato, first: PER_PAGINA, after: cursori.after })
  const [scelta, setScelta] = useState<Scelta | null>(null)
  const azioni = puo(io, 'conti:scrivi') ? (AZIONI[stato] ?? []) : []

  function fatto(annuncio: string) {
    setScelta(null)
    announce(annuncio)
    onDeciso()
  }

  return (
    <Panel title={titolo}>
      <Loaded query={ricevute}>
        {({ ricevutePagopa: { edges, pageInfo } }) =>
          edges.length === 0 ? (
            <p className="mb-0">Nessuna.</p>
          ) : (
            <>
              <ul className="rows mb-0" aria-label={titolo}>
                {edges.map(({ node }) => (
                  <li key={node.id}>
                    <VoceRicevuta ricevuta={node} />
                    {azioni.length > 0 && (
                      <div className="button-row mb-0">
                        {azioni.map(({ come, testo, principale }) => (
                          <Button
                            key={come}
                            color="primary"
                            outline={!principale}
                            size="sm"
                            onClick={() => setScelta({ ricevuta: node, come })}
                          >
                            {testo}
                            <span className="visually-hidden"> {scriviImporto(node.importo)}</span>
                          </Button>
                        ))}
                      </div>
                    )}
                  </li>
                ))}
              </ul>
              <AltrePagine di={titolo.toLowerCase()} cursori={cursori} pageInfo={pageInfo} />
            </>
          )
        }
      </Loaded>
      {scelta?.come === 'attribuisci' && (
        <Attribuisci
          ricevuta={scelta.ricevuta}
          onFatto={() => fatto('La ricevuta è attribuita.')}
          onClose={() => setScelta(null)}
        />
      )}
      {scelta?.come === 'rendi' && (
        <FinestraMotivo
          title="Il denaro è stato reso"
          azione="Registra"
          hint="Resta scritto accanto alla ricevuta."
          invia={(motivo) => api.execute(RENDI, { ricevuta: scelta.ricevuta.id, motivo })}
          onFatto={() => fatto('È registrato che il denaro è stato reso.')}
          onClose={() => setScelta(null)}
        >
          <p>{scriviImporto(scelta.ricevuta.importo)} restituiti a chi li aveva pagati, fuori da questo programma.</p>
        </FinestraMotivo>
      )}
      {scelta?.come === 'riapri' && (
        <FinestraMotivo
          title="Riapri la ricevuta"
          azione="Riapri"
          hint="Resta scritto accanto alla ricevuta."
          invia={(motivo) => api.execute(RIAPRI, { ricevuta: scelta.ricevuta.id, motivo })}
          onFatto={() => fatto('La ricevuta è di nuovo da attribuire.')}
          onClose={() => setScelta(null)}
        >
          <p>
            {stato === 'RESA'
              ? 'Il denaro non risulterà più reso.'
              : 'Il pagamento sarà stornato dal conto della famiglia, che potrebbe andare sotto zero.'}{' '}
            I {scriviImporto(scelta.ricevuta.importo)} saranno di nuovo da attribuire.
          </p>
        </FinestraMotivo>
      )}
    </Panel>
  )
}
