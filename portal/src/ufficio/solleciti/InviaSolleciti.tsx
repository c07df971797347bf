import { Button } from 'design-react-kit'
import { useEffect, useRef, useState } from 'react'
import { Dialog } from '../../kit/elements/Dialog'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { Loaded } from '../../kit/elements/Loaded'
import { Panel } from '../../kit/elements/Panel'
import { useCommand } from '../../kit/graphql/useCommand'
import { useQuery } from '../../kit/graphql/useQuery'
import { scriviGiorno } from '../../kit/tempo/giorno'
import { scriviIstante } from '../../kit/tempo/istante'
import { useBattito } from '../../kit/tempo/useBattito'
import { api } from '../api'
import { graphql } from '../gql'
import type { InvioSollecitiFragment, Servizio } from '../gql/graphql'
import { LettereInvio } from '../documenti/LettereInvio'
import { puo, puoAprire } from '../permessi'
import { nomeServizio } from '../servizi'
import { useIo } from '../sessione'
import { INVII } from './solleciti'

const SOLLECITA = graphql(`
  mutation Sollecita($servizio: Servizio!) {
    sollecita(servizio: $servizio)
  }
`)

/** The last sendings, which are what one looks for. */
const MOSTRATI = 5

interface InviaSollecitiProps {
  readonly servizio: Servizio
  /** A sending is over: what is overdue may have changed. */
  readonly onFinito: () => void
}

/** The sendings of reminders: the next one, and those that were. */
export function InviaSolleciti({ servizio, onFinito }: InviaSollecitiProps) {
  const io = useIo()
  const invii = useQuery(api, INVII, {})
  const [chiede, setChiede] = useState(false)
  const { reload } = invii
  const elenco = invii.data?.inviiSolleciti
  const inCorso = elenco?.some(({ stato, fermo }) => stato === 'IN_CORSO' && !fermo) ?? false
  // A short sending may be over before the page sees it begin: what tells its end is that it is there.
  const finito = elenco && (elenco.find(({ stato }) => stato === 'FINITO')?.id ?? '')
  const visto = useRef(finito)

  useEffect(() => {
    if (visto.current !== undefined && visto.current !== finito) onFinito()
    visto.current = finito
  }, [finito, onFinito])

  useBattito(inCorso, reload)

  return (
    <Panel title="Invii">
      {puo(io, 'emissioni:scrivi') && (
        <div className="button-row">
          <Button color="primary" disabled={inCorso} onClick={() => setChiede(true)}>
            Invia i solleciti dovuti oggi
          </Button>
        </div>
      )}
      <Loaded query={invii} lines={3}>
        {({ inviiSolleciti }) =>
          inviiSolleciti.length === 0 ? (
            <p className="mb-0">Non ne è stato ancora inviato nessuno.</p>
          ) : (
            <ul className="rows mb-0">
              {inviiSolleciti.slice(0, MOSTRATI).map((invio) => (
                <li key={invio.id}>
                  <VoceInvio invio={invio} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {chiede && (
        <ChiediInvio
          servizio={servizio}
          onChiesto={async () => {
            setChiede(false)
            await reload()
          }}
          onClose={() => setChiede(false)}
        />
      )}
    </Panel>
  )
}

function VoceInvio({ invio }: { readonly invio: InvioSollecitiFragment }) {
  const io = useIo()
  if (invio.stato === 'IN_CORSO') {
    return (
      <label className="d-block">
        {nomeServizio(invio.servizio)}, rate percorse: {invio.fatte} di {invio.rate}
        <progress className="d-block w-100" max={Math.max(invio.rate, 1)} value={invio.fatte} />
        {invio.fermo && 'Il programma si è fermato: inviando di nuovo riprende da dove è.'}
      </label>
    )
  }
  return (
    <>
      <strong>
        {scriviGiorno(invio.giorno)}, {nomeServizio(invio.servizio).toLowerCase()}
      </strong>
      : {invio.inviati} {invio.inviati === 1 ? 'sollecito inviato' : 'solleciti inviati'} su {invio.rate}{' '}
      {invio.rate === 1 ? 'rata scaduta' : 'rate scadute'}
      {invio.daVerificare > 0 && `; per ${invio.daVerificare} il regolamento non ha risposto`}
      <span className="d-block small">
        {invio.chiestoDa}, {scriviIstante(invio.chiestoIl)}
      </span>
      {invio.inviati > 0 && puoAprire(io, 'conti') && <LettereInvio invio={invio.id} />}
    </>
  )
}

interface ChiediInvioProps {
  readonly servizio: Servizio
  readonly onChiesto: () => Promise<void>
  readonly onClose: () => void
}

function ChiediInvio({ servizio, onChiesto, onClose }: ChiediInvioProps) {
  const sollecita = useCommand(() => api.execute(SOLLECITA, { servizio }))
  return (
    <Dialog title="Inviare i solleciti?" onClose={onClose}>
      <ErrorNotice error={sollecita.error} />
      <p>
        {nomeServizio(servizio)}: per ogni rata scaduta il programma chiede al regolamento se oggi va inviato un
        sollecito. Le famiglie ricevono un messaggio e lo trovano nel loro portale; penale e spese si aggiungono alla
        rata. Un sollecito inviato per errore si può annullare.
      </p>
      <Button
        color="primary"
        disabled={sollecita.pending}
        onClick={() => void sollecita.send().then((esito) => esito && onChiesto())}
      >
        Invia i solleciti
      </Button>
    </Dialog>
  )
}
