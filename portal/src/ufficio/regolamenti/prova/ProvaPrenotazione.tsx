import { useState, type ComponentProps } from 'react'
import { DateField } from '../../../kit/elements/DateField'
import { Field } from '../../../kit/elements/Field'
import { useCommand } from '../../../kit/graphql/useCommand'
import { scriviGiorno, type Giorno } from '../../../kit/tempo/giorno'
import { scriviIstante, type Istante } from '../../../kit/tempo/istante'
import { istanteARoma, leggiOra } from '../../../kit/tempo/ora'
import { oggi } from '../../../kit/tempo/orologio'
import { api } from '../../api'
import type { AttivazioneFragment } from '../../gql/graphql'
import { inVigore, PRENOTAZIONE_DEL_PASTO } from '../regolamenti'
import type { Bambino } from './CercaBambino'
import { PannelloBambino } from './PannelloBambino'
import { confronta, PROVA_PRENOTAZIONE, type RegolaDaProvare } from './prove'

interface ProvaPrenotazioneProps {
  readonly regola: RegolaDaProvare
  readonly attivazioni: readonly AttivazioneFragment[]
}

type Esito = ComponentProps<typeof PannelloBambino>['esito']

/** What the family of one child may choose now and could choose, if it asked at a certain moment. */
export function ProvaPrenotazione({ regola, attivazioni }: ProvaPrenotazioneProps) {
  const [bambino, setBambino] = useState<Bambino | null>(null)
  const [giorno, setGiorno] = useState<Giorno | null>(oggi)
  const [chiesto, setChiesto] = useState<Giorno | null>(oggi)
  const [ora, setOra] = useState('09:00')
  const [tentata, setTentata] = useState(false)
  const [esito, setEsito] = useState<Esito>(null)
  const letta = leggiOra(ora)
  const quando = chiesto && letta ? istanteARoma(chiesto, letta) : null

  const calcola = useCommand(async (bambino: Bambino, giorno: Giorno, quando: Istante) => {
    const attuale = inVigore(attivazioni, PRENOTAZIONE_DEL_PASTO, giorno)
    const esiti = await confronta(regola, attuale, async ({ digest, parametri }) => {
      const domanda = { iscrizione: bambino.iscrizione, giorno, quando, digest, parametri }
      return (await api.execute(PROVA_PRENOTAZIONE, domanda)).provaPrenotazione
    })
    const di = `${bambino.nome}, pasto del ${scriviGiorno(giorno)}, richiesta del ${scriviIstante(quando)}`
    return { di, ...esiti }
  })

  async function prova() {
    setTentata(true)
    if (bambino && giorno && quando) setEsito(await calcola.send(bambino, giorno, quando))
  }

  return (
    <PannelloBambino
      spiega="Che cosa potrebbe scegliere una famiglia, fino a quando, e perché."
      bambino={bambino}
      onScelto={(nuovo) => {
        setBambino(nuovo)
        setEsito(null)
      }}
      campi={
        <>
          <DateField label="Pasto del giorno" required value={giorno} onChange={setGiorno} />
          <DateField label="La famiglia lo chiede il" required value={chiesto} onChange={setChiesto} />
          <Field
            label="Alle ore"
            required
            inputMode="numeric"
            placeholder="oo:mm"
            autoComplete="off"
            value={ora}
            error={tentata && chiesto && !quando ? 'Scrivi l’ora come oo:mm, per esempio 09:30.' : null}
            onChange={(e) => setOra(e.target.value)}
          />
        </>
      }
      onCalcola={() => void prova()}
      inCorso={calcola.pending}
      errore={calcola.error}
      esito={esito}
    />
  )
}
