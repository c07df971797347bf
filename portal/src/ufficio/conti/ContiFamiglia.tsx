import { Badge } from 'design-react-kit'
import { useState } from 'react'
import { useParams } from 'react-router'
import { scriviImporto } from '../../kit/denaro/importo'
import { DataList } from '../../kit/elements/DataList'
import { Loaded } from '../../kit/elements/Loaded'
import { Panel } from '../../kit/elements/Panel'
import { useQuery } from '../../kit/graphql/useQuery'
import { NotFound } from '../../kit/page/NotFound'
import { Page } from '../../kit/page/Page'
import { api } from '../api'
import type { StatoServizioFragment } from '../gql/graphql'
import { puo, puoAprire } from '../permessi'
import { nomeServizio } from '../servizi'
import { useIo } from '../sessione'
import { MorositaFamiglia } from '../solleciti/MorositaFamiglia'
import { AttestazioniFamiglia } from './AttestazioniFamiglia'
import { AzioniConto } from './AzioniConto'
import { CONTI_FAMIGLIA } from './conti'
import { ElencoRimborsi } from './ElencoRimborsi'
import { MovimentiFamiglia } from './MovimentiFamiglia'
import { RetteFamiglia } from './RetteFamiglia'

/** The accounts of one family. */
export function ContiFamiglia() {
  const { famiglia = '' } = useParams()
  return /^\d{1,9}$/.test(famiglia) ? <Conti famiglia={famiglia} /> : <NotFound />
}

function Conti({ famiglia }: { readonly famiglia: string }) {
  const io = useIo()
  const conti = useQuery(api, CONTI_FAMIGLIA, { famiglia, chiave: Number(famiglia) })
  // Whoever registers something sees it among the movements at once.
  const [scritti, setScritti] = useState(0)
  const figli = conti.data?.alunno.nodes.map(({ nome, cognome }) => `${cognome} ${nome}`).join(', ')

  async function scritto() {
    setScritti((n) => n + 1)
    await conti.reload()
  }

  return (
    <Page
      title="Conti della famiglia"
      lead={figli && <p>{figli}</p>}
      crumbs={[{ label: 'Conti', to: '/conti' }]}
    >
      <Loaded query={conti} lines={10}>
        {({ contiFamiglia }) => (
          <>
            {contiFamiglia.map((stato) => (
              <ContoServizio
                key={stato.servizio}
                famiglia={famiglia}
                stato={stato}
                stati={contiFamiglia}
                onScritto={scritto}
                scritti={scritti}
              />
            ))}
            {puoAprire(io, 'emissioni') && <MorositaFamiglia famiglia={famiglia} onScritto={scritto} />}
            <RetteFamiglia key={`f${scritti}`} famiglia={famiglia} />
            <ElencoRimborsi titolo="Rimborsi" famiglia={famiglia} onDeciso={() => void scritto()} />
            <AttestazioniFamiglia key={`a${scritti}`} famiglia={famiglia} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

interface ContoServizioProps {
  readonly famiglia: string
  readonly stato: StatoServizioFragment
  /** All accounts of the family. */
  readonly stati: readonly StatoServizioFragment[]
  readonly scritti: number
  readonly onScritto: () => Promise<void>
}

function ContoServizio({ famiglia, stato, stati, scritti, onScritto }: ContoServizioProps) {
  const io = useIo()
  return (
    <Panel
      title={nomeServizio(stato.servizio)}
      aside={
        stato.sottoSoglia && (
          <div>
            <Badge color="warning">Credito basso</Badge>
          </div>
        )
      }
    >
      <DataList
        rows={[
          ['Modo', stato.modo === 'PREPAGATO' ? 'Prepagato' : 'Con rette'],
          ['Conto', stato.conto === 'FAMIGLIA' ? 'Unico della famiglia' : 'Del servizio'],
          ...(stato.saldo == null ? [] : [['Saldo', scriviImporto(stato.saldo)] as const]),
          ['Da pagare', scriviImporto(stato.daPagare)],
          ['Scaduto', scriviImporto(stato.scaduto)],
        ]}
      />
      {puo(io, 'conti:scrivi') && stato.saldo != null && (
        <AzioniConto famiglia={famiglia} stato={stato} stati={stati} onScritto={onScritto} />
      )}
      {stato.saldo != null && (
        <MovimentiFamiglia
          key={`e${scritti}`}
          famiglia={famiglia}
          servizio={stato.servizio}
          conto="ELETTRONICO"
          onScritto={onScritto}
        />
      )}
      <MovimentiFamiglia
        key={`r${scritti}`}
        famiglia={famiglia}
        servizio={stato.servizio}
        conto="RETTE"
        onScritto={onScritto}
      />
    </Panel>
  )
}
