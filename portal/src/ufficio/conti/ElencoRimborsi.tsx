import { Button } from 'design-react-kit'
import { useState } from 'react'
import { Link } from 'react-router'
import { scriviImporto } from '../../kit/denaro/importo'
import { useAnnounce } from '../../kit/elements/Announcer'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { Loaded } from '../../kit/elements/Loaded'
import { Panel } from '../../kit/elements/Panel'
import { useCommand } from '../../kit/graphql/useCommand'
import { useQuery } from '../../kit/graphql/useQuery'
import { scriviIstante } from '../../kit/tempo/istante'
import { api } from '../api'
import { FinestraMotivo } from '../elementi/FinestraMotivo'
import { graphql } from '../gql'
import type { RimborsoFragment, StatoRimborso } from '../gql/graphql'
import { puo } from '../permessi'
import { nomeServizio } from '../servizi'
import { useIo } from '../sessione'
import { RIMBORSI } from './conti'

const DECIDI = graphql(`
  mutation DecidiRimborso($rimborso: ID!, $accogli: Boolean!, $motivo: String) {
    decidiRimborso(rimborso: $rimborso, accogli: $accogli, motivo: $motivo) {
      ...Rimborso
    }
  }
`)

const PAGA = graphql(`
  mutation PagaRimborso($rimborso: ID!) {
    pagaRimborso(rimborso: $rimborso) {
      ...Rimborso
    }
  }
`)

interface ElencoRimborsiProps {
  readonly titolo: string
  /** Of one family only. */
  readonly famiglia?: string
  /** At one point only. */
  readonly stato?: StatoRimborso
  readonly onDeciso?: () => void
}

const NOTE: Record<StatoRimborso, string> = {
  CHIESTO: 'da decidere',
  ACCOLTO: 'accolto, da pagare',
  RIFIUTATO: 'rifiutato',
  PAGATO: 'pagato',
}

/** Refunds with what can be done about each. */
export function ElencoRimborsi({ titolo, famiglia, stato, onDeciso }: ElencoRimborsiProps) {
  const announce = useAnnounce()
  const rimborsi = useQuery(api, RIMBORSI, { famiglia: famiglia ?? null, stato: stato ?? null })
  const [rifiutato, setRifiutato] = useState<RimborsoFragment | null>(null)
  const accogli = useCommand((rimborso: string) => api.execute(DECIDI, { rimborso, accogli: true }))
  const paga = useCommand((rimborso: string) => api.execute(PAGA, { rimborso }))

  async function fatto(annuncio: string) {
    setRifiutato(null)
    announce(annuncio)
    onDeciso?.()
    await rimborsi.reload()
  }

  return (
    <Panel title={titolo}>
      <ErrorNotice error={accogli.error ?? paga.error} />
      <Loaded query={rimborsi}>
        {({ rimborsi: elenco }) =>
          elenco.length === 0 ? (
            <p className="mb-0">Nessuno.</p>
          ) : (
            <ul className="rows mb-0">
              {elenco.map((r) => (
                <li key={r.id}>
                  <Voce rimborso={r} conFamiglia={famiglia === undefined} />
                  <Azioni
                    rimborso={r}
                    pending={accogli.pending || paga.pending}
                    onAccogli={async () => (await accogli.send(r.id)) && (await fatto('Il rimborso è accolto.'))}
                    onPaga={async () => (await paga.send(r.id)) && (await fatto('Il rimborso risulta pagato.'))}
                    onRifiuta={() => setRifiutato(r)}
                  />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {rifiutato && (
        <FinestraMotivo
          title="Rifiuta il rimborso"
          azione="Rifiuta"
          hint="Lo leggerà la famiglia."
          invia={(motivo) => api.execute(DECIDI, { rimborso: rifiutato.id, accogli: false, motivo })}
          onFatto={() => void fatto('Il rimborso è rifiutato.')}
          onClose={() => setRifiutato(null)}
        />
      )}
    </Panel>
  )
}

function Voce({ rimborso: r, conFamiglia }: { readonly rimborso: RimborsoFragment; readonly conFamiglia: boolean }) {
  return (
    <>
      <strong className="amount">{scriviImporto(r.importo)}</strong>, {nomeServizio(r.servizio).toLowerCase()}: {NOTE[r.stato]}
      {r.motivo && ` (${r.motivo})`}
      <br />
      <span className="small">
        Chiesto da {r.chiestoDa} il {scriviIstante(r.chiestoIl)}, IBAN <span className="text-break">{r.iban}</span>
        {r.decisoDa && r.decisoIl && `; deciso da ${r.decisoDa} il ${scriviIstante(r.decisoIl)}`}
      </span>
      {conFamiglia && (
        <>
          <br />
          <Link to={`/conti/${r.famiglia}`}>
            Conti della famiglia<span className="visually-hidden"> che ha chiesto {scriviImporto(r.importo)}</span>
          </Link>
        </>
      )}
    </>
  )
}

interface AzioniProps {
  readonly rimborso: RimborsoFragment
  readonly pending: boolean
  readonly onAccogli: () => Promise<unknown>
  readonly onPaga: () => Promise<unknown>
  readonly onRifiuta: () => void
}

function Azioni({ rimborso, pending, onAccogli, onPaga, onRifiuta }: AzioniProps) {
  const io = useIo()
  if (!puo(io, 'conti:scrivi')) return null
  if (rimborso.stato === 'CHIESTO') {
    return (
      <div className="button-row mb-0">
        <Button color="primary" size="sm" disabled={pending} onClick={() => void onAccogli()}>
          Accogli
        </Button>
        <Button color="primary" outline size="sm" disabled={pending} onClick={onRifiuta}>
          Rifiuta
        </Button>
      </div>
    )
  }
  if (rimborso.stato === 'ACCOLTO') {
    return (
      <div className="button-row mb-0">
        <Button color="primary" size="sm" disabled={pending} onClick={() => void onPaga()}>
          È stato pagato
        </Button>
      </div>
    )
  }
  return null
}
