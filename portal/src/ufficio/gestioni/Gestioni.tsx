import { Button } from 'design-react-kit'
import { useState } from 'react'
import { scriviImporto } from '../../kit/denaro/importo'
import { useAnnounce } from '../../kit/elements/Announcer'
import { DataList } from '../../kit/elements/DataList'
import { Loaded } from '../../kit/elements/Loaded'
import { Notice } from '../../kit/elements/Notice'
import { Panel } from '../../kit/elements/Panel'
import { useQuery } from '../../kit/graphql/useQuery'
import { Page } from '../../kit/page/Page'
import { oggi } from '../../kit/tempo/orologio'
import { api } from '../api'
import type { GestioneFragment } from '../gql/graphql'
import { puo } from '../permessi'
import { nomeServizio } from '../servizi'
import { useIo } from '../sessione'
import { Capitoli } from './Capitoli'
import { ChiusuraContabile } from './ChiusuraContabile'
import { FormGestione } from './FormGestione'
import { A_ZERO, CONTI, daStabilire, GESTIONI, MODI, type DaStabilire } from './gestioni'

/** How each service is paid, school year by school year. */
export function Gestioni() {
  const io = useIo()
  const announce = useAnnounce()
  const query = useQuery(api, GESTIONI, {})
  const [scelta, setScelta] = useState<GestioneFragment | DaStabilire | null>(null)
  const cambia = puo(io, 'contabilita:gestisci')

  async function fatto() {
    setScelta(null)
    announce('È registrato come si paga il servizio.')
    await query.reload()
  }

  return (
    <Page
      title="Come si paga"
      lead={<p>Prima, con un conto da ricaricare, o dopo, con le rette: per ogni servizio e anno scolastico.</p>}
      crumbs={[{ label: 'Conti', to: '/conti' }]}
    >
      <Notice tone="info">
        Quando in un anno si è mosso del denaro, il modo e il conto di quell’anno non si cambiano più; la soglia e che cosa
        succede a credito finito sì.
      </Notice>
      <Loaded query={query} lines={8}>
        {({ gestioni }) => (
          <>
            {gestioni.map((gestione) => (
              <Panel key={gestione.anno + gestione.servizio} title={`${nomeServizio(gestione.servizio)}, ${gestione.anno}`}>
                <Dati gestione={gestione} />
                {cambia && (
                  <Button color="primary" outline size="sm" onClick={() => setScelta(gestione)}>
                    Cambia
                    <span className="visually-hidden">
                      {' '}
                      {nomeServizio(gestione.servizio)}, {gestione.anno}
                    </span>
                  </Button>
                )}
              </Panel>
            ))}
            {cambia && <DaDire gestioni={gestioni} onScelta={setScelta} />}
          </>
        )}
      </Loaded>
      <Capitoli />
      <ChiusuraContabile />
      {scelta && <FormGestione scelta={scelta} onFatto={() => void fatto()} onClose={() => setScelta(null)} />}
    </Page>
  )
}

function Dati({ gestione: { modo, conto, soglia, aZero } }: { readonly gestione: GestioneFragment }) {
  return (
    <DataList
      rows={[
        ['Quando si paga', MODI[modo]],
        ...(modo === 'PREPAGATO'
          ? ([
              ['Conto', CONTI[conto]],
              ['La famiglia è avvisata', soglia == null ? 'Solo a credito finito' : `Sotto ${scriviImporto(soglia)}`],
              ['A credito finito', A_ZERO[aZero]],
            ] as const)
          : []),
      ]}
    />
  )
}

interface DaDireProps {
  readonly gestioni: readonly GestioneFragment[]
  readonly onScelta: (scelta: DaStabilire) => void
}

function DaDire({ gestioni, onScelta }: DaDireProps) {
  const mancano = daStabilire(gestioni, oggi())
  if (mancano.length === 0) return null
  return (
    <Panel title="Ancora da stabilire">
      <ul className="rows mb-0">
        {mancano.map((una) => (
          <li key={una.anno + una.servizio}>
            {nomeServizio(una.servizio)}, {una.anno}
            <div className="button-row mb-0">
              <Button color="primary" outline size="sm" onClick={() => onScelta(una)}>
                Stabilisci
                <span className="visually-hidden">
                  {' '}
                  {nomeServizio(una.servizio)}, {una.anno}
                </span>
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
