import { useState } from 'react'
import { Link } from 'react-router'
import { scriviImporto, type Importo } from '../../kit/denaro/importo'
import { DataList } from '../../kit/elements/DataList'
import { DateField } from '../../kit/elements/DateField'
import { Icon } from '../../kit/elements/Icon'
import { Loaded } from '../../kit/elements/Loaded'
import { Panel } from '../../kit/elements/Panel'
import { useQuery } from '../../kit/graphql/useQuery'
import { Page } from '../../kit/page/Page'
import type { Giorno } from '../../kit/tempo/giorno'
import { oggi } from '../../kit/tempo/orologio'
import { api } from '../api'
import { Barre } from '../elementi/Barre'
import { nomeServizio } from '../servizi'
import { fileDegliIncassi, INCASSI, perGiornoOMese, serviziCon, somma, type Incassi } from './incassi'
import { PerCapitolo } from './PerCapitolo'
import { TabellaIncassi } from './TabellaIncassi'

/** Colours of at least 3 to 1 on white, one for each service. */
const COLORI = ['#0066cc', '#a05a00']

/** What came in between two days: totals, a chart, a table, and the same as a file. */
export function RiepilogoIncassi() {
  const [dal, setDal] = useState<Giorno>(() => `${oggi().slice(0, 7)}-01` as Giorno)
  const [al, setAl] = useState<Giorno>(oggi)
  const query = useQuery(api, INCASSI, { dal, al })
  return (
    <Page
      title="Riepilogo degli incassi"
      lead="Che cosa è stato incassato, per giorno, servizio e modo di pagamento."
      crumbs={[{ label: 'Conti', to: '/conti' }]}
    >
      <div className="filters">
        <DateField label="Dal" required value={dal} onChange={(giorno) => giorno && setDal(giorno)} />
        <DateField label="Al" required value={al} onChange={(giorno) => giorno && setAl(giorno)} />
      </div>
      <p>
        Non ci sono i pagamenti stornati, quelli fatti con il credito del conto e quelli di pagoPA{' '}
        <Link to="/pagopa">ancora da attribuire</Link>.
      </p>
      <Loaded query={query} lines={8}>
        {({ riepilogoIncassi: righe }) => (
          <>
            {righe.length === 0 ? (
              <p>In questi giorni non è stato incassato nulla.</p>
            ) : (
              <Incassato righe={righe} dal={dal} al={al} />
            )}
            <PerCapitolo dal={dal} al={al} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

interface IncassatoProps {
  readonly righe: readonly Incassi[]
  readonly dal: Giorno
  readonly al: Giorno
}

function Incassato({ righe, dal, al }: IncassatoProps) {
  return (
    <>
      <Totali righe={righe} />
      <Andamento righe={righe} />
      <Panel title="Giorno per giorno">
        <p className="button-row">
          {(['csv', 'xlsx'] as const).map((formato) => (
            <a
              key={formato}
              className="btn btn-outline-primary btn-sm"
              href={fileDegliIncassi(dal, al, formato)}
              download
            >
              <Icon name="download" /> Scarica in {formato.toUpperCase()}
            </a>
          ))}
        </p>
        <TabellaIncassi righe={righe} />
      </Panel>
    </>
  )
}

function Totali({ righe }: { readonly righe: readonly Incassi[] }) {
  const delServizio = serviziCon(righe).map((servizio) => {
    const sue = righe.filter((riga) => riga.servizio === servizio)
    return [nomeServizio(servizio), scriviImporto(somma(sue))] as const
  })
  return (
    <Panel title="Totali">
      <DataList rows={[['In tutto', scriviImporto(somma(righe))], ...delServizio]} />
    </Panel>
  )
}

function Andamento({ righe }: { readonly righe: readonly Incassi[] }) {
  const servizi = serviziCon(righe)
  return (
    <Panel title="Andamento">
      <Barre
        titolo="Incassi nel tempo, per servizio"
        scrivi={(cents) => scriviImporto(cents as Importo)}
        serie={servizi.map((servizio, i) => ({ nome: nomeServizio(servizio), colore: COLORI[i % COLORI.length] ?? '' }))}
        barre={perGiornoOMese(righe).map(({ etichetta, righe: sue }) => ({
          etichetta,
          valori: servizi.map((servizio) => somma(sue.filter((riga) => riga.servizio === servizio))),
        }))}
      />
    </Panel>
  )
}
