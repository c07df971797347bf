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

const PER_PAGINA = 10

interface ElencoRicevuteProps {
  readonly titolo: string
  readonly stato: StatoRicevuta
}

type Scelta = { readonly ricevuta: RicevutaFragment; readonly come: 'attribuisci' | 'rendi' }

/** Receipts of one state; what is still to be decided can be decided here. */
export function ElencoRicevute({ titolo, stato }: ElencoRicevuteProps) {
  const announce = useAnnounce()
  const io = useIo()
  const cursori = useCursori()
  const ricevute = useQuery(api, RICEVUTE, { stato, first: PER_PAGINA, after: cursori.after })
  const [scelta, setScelta] = useState<Scelta | null>(null)
  const decide = stato === 'DA_ATTRIBUIRE' && puo(io, 'conti:scrivi')

  async function fatto(annuncio: string) {
    setScelta(null)
    announce(annuncio)
    cursori.daCapo()
    await ricevute.reload()
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
                    {decide && (
                      <div className="button-row mb-0">
                        <Button color="primary" size="sm" onClick={() => setScelta({ ricevuta: node, come: 'attribuisci' })}>
                          Attribuisci<span className="visually-hidden"> {scriviImporto(node.importo)}</span>
                        </Button>
                        <Button color="primary" outline size="sm" onClick={() => setScelta({ ricevuta: node, come: 'rendi' })}>
                          È stata resa<span className="visually-hidden"> {scriviImporto(node.importo)}</span>
                        </Button>
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
          onFatto={() => void fatto('La ricevuta è attribuita.')}
          onClose={() => setScelta(null)}
        />
      )}
      {scelta?.come === 'rendi' && (
        <FinestraMotivo
          title="Il denaro è stato reso"
          azione="Registra"
          hint="Resta scritto accanto alla ricevuta."
          invia={(motivo) => api.execute(RENDI, { ricevuta: scelta.ricevuta.id, motivo })}
          onFatto={() => void fatto('È registrato che il denaro è stato reso.')}
          onClose={() => setScelta(null)}
        >
          <p>{scriviImporto(scelta.ricevuta.importo)} restituiti a chi li aveva pagati, fuori da questo programma.</p>
        </FinestraMotivo>
      )}
    </Panel>
  )
}
