import './prenotazioni.css'
import { Button } from 'design-react-kit'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useAnnounce } from '../../kit/elements/Announcer'
import { Loaded } from '../../kit/elements/Loaded'
import { useLive } from '../../kit/graphql/useLive'
import { useQuery } from '../../kit/graphql/useQuery'
import { scriviGiornoEsteso, type Giorno } from '../../kit/tempo/giorno'
import { leggiMese, meseDi, primoGiorno, ultimoGiorno, type Mese } from '../../kit/tempo/mese'
import { oggi } from '../../kit/tempo/orologio'
import { api, live } from '../api'
import type { EsitoPeriodoFragment, GiornoFragment } from '../gql/graphql'
import { CALENDARIO, CALENDARIO_CAMBIATO } from './calendario'
import { CalendarioMese } from './CalendarioMese'
import { GiornoFinestra } from './GiornoFinestra'
import { Legenda } from './Legenda'
import { PeriodoFinestra } from './PeriodoFinestra'
import type { Prenotabile } from './prenotabili'
import { ProssimoGiorno } from './ProssimoGiorno'
import { SceltaMese } from './SceltaMese'
import { aspettoDi } from './scelta'
import { SettimanaTipoFinestra } from './SettimanaTipoFinestra'
import { StoricoPrenotazioni } from './StoricoPrenotazioni'

type Finestra = { readonly tipo: 'giorno'; readonly giorno: Giorno } | { readonly tipo: 'periodo' | 'settimana' } | null

/** A month of bookings, kept up to date with what the other devices of the family do. */
export function CalendarioPrenotazioni({ voce }: { readonly voce: Prenotabile }) {
  const { iscrizione } = voce
  const [search, setSearch] = useSearchParams()
  const mese = leggiMese(search.get('mese')) ?? meseDi(oggi())
  const [finestra, setFinestra] = useState<Finestra>(null)
  // Counts the changes made here: what depends on them is asked for again.
  const [cambiamenti, setCambiamenti] = useState(0)
  const announce = useAnnounce()

  const calendario = useQuery(api, CALENDARIO, { iscrizione, dal: primoGiorno(mese), al: ultimoGiorno(mese) })

  function sostituisci(nuovi: readonly GiornoFragment[]) {
    const perGiorno = new Map(nuovi.map((g) => [g.giorno, g]))
    calendario.update((dati) => ({
      calendario: {
        ...dati.calendario,
        giorni: dati.calendario.giorni.map((g) => perGiorno.get(g.giorno) ?? g),
      },
    }))
    setCambiamenti((n) => n + 1)
  }

  useLive(live, CALENDARIO_CAMBIATO, { iscrizione }, {
    onData: ({ calendarioCambiato }) => sostituisci([calendarioCambiato]),
    onConnected: () => void calendario.reload(),
  })

  function salvato(giorno: GiornoFragment) {
    sostituisci([giorno])
    setFinestra(null)
    announce(`Salvato: ${scriviGiornoEsteso(giorno.giorno)}, ${aspettoDi(giorno.scelta).nome}.`)
  }

  /** A range may reach into other months: the regulation's limits on this one's days change too. */
  function salvatoPeriodo(esito: EsitoPeriodoFragment) {
    sostituisci(esito.cambiati)
    void calendario.reload()
  }

  return (
    <Loaded query={calendario} lines={10}>
      {({ calendario: { giorni, finestraFino, offrePastoBianco, regolamento } }) => {
        const aperto = finestra?.tipo === 'giorno' ? giorni.find((g) => g.giorno === finestra.giorno) : undefined
        const chiudi = () => setFinestra(null)
        return (
          <>
            <ProssimoGiorno iscrizione={iscrizione} finestraFino={finestraFino} cambiamenti={cambiamenti} onScaduto={calendario.reload} />
            <div className="button-row">
              <Button color="primary" outline onClick={() => setFinestra({ tipo: 'periodo' })}>
                Assenze per un periodo
              </Button>
              <Button color="primary" outline onClick={() => setFinestra({ tipo: 'settimana' })}>
                Settimana tipo
              </Button>
            </div>
            <SceltaMese mese={mese} ultimo={meseDi(finestraFino)} onMese={(m: Mese) => setSearch({ mese: m })} />
            <CalendarioMese mese={mese} giorni={giorni} onGiorno={(giorno) => setFinestra({ tipo: 'giorno', giorno })} />
            <Legenda offrePastoBianco={offrePastoBianco} />
            <p className="small">
              Si può prenotare fino a {scriviGiornoEsteso(finestraFino)}. {regolamento}
            </p>
            <StoricoPrenotazioni iscrizione={iscrizione} cambiamenti={cambiamenti} />
            {aperto && (
              <GiornoFinestra
                voce={voce}
                giorno={aperto}
                offrePastoBianco={offrePastoBianco}
                onSalvato={salvato}
                onSuperato={calendario.reload}
                onClose={chiudi}
              />
            )}
            {finestra?.tipo === 'periodo' && (
              <PeriodoFinestra
                voce={voce}
                finestraFino={finestraFino}
                offrePastoBianco={offrePastoBianco}
                onSalvato={salvatoPeriodo}
                onClose={chiudi}
              />
            )}
            {finestra?.tipo === 'settimana' && (
              <SettimanaTipoFinestra
                voce={voce}
                giorni={giorni}
                onSalvato={salvatoPeriodo}
                onClose={chiudi}
              />
            )}
          </>
        )
      }}
    </Loaded>
  )
}
