import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import { DateField } from '../../../kit/elements/DateField'
import { ErrorNotice } from '../../../kit/elements/ErrorNotice'
import { Field } from '../../../kit/elements/Field'
import { Panel } from '../../../kit/elements/Panel'
import { useCommand } from '../../../kit/graphql/useCommand'
import { scriviGiorno, type Giorno } from '../../../kit/tempo/giorno'
import { scriviIstante, type Istante } from '../../../kit/tempo/istante'
import { istanteARoma, leggiOra } from '../../../kit/tempo/ora'
import { oggi } from '../../../kit/tempo/orologio'
import { api } from '../../api'
import type { AttivazioneFragment } from '../../gql/graphql'
import { inVigore, PRENOTAZIONE_DEL_PASTO } from '../regolamenti'
import { CercaBambino, type Bambino } from './CercaBambino'
import { ConfrontoEsiti } from './ConfrontoEsiti'
import { confronta, PROVA_PRENOTAZIONE, type Confronto, type RegolaDaProvare } from './prove'

interface ProvaPrenotazioneProps {
  readonly regola: RegolaDaProvare
  readonly attivazioni: readonly AttivazioneFragment[]
}

interface Prova extends Confronto {
  readonly bambino: Bambino
  readonly giorno: Giorno
  readonly quando: Istante
}

/** What the family of one child may choose now and could choose, if it asked at a certain moment. */
export function ProvaPrenotazione({ regola, attivazioni }: ProvaPrenotazioneProps) {
  const [bambino, setBambino] = useState<Bambino | null>(null)
  const [giorno, setGiorno] = useState<Giorno | null>(oggi)
  const [chiesto, setChiesto] = useState<Giorno | null>(oggi)
  const [ora, setOra] = useState('09:00')
  const [tentata, setTentata] = useState(false)
  const [prova, setProva] = useState<Prova | null>(null)
  const letta = leggiOra(ora)
  const quando = chiesto && letta ? istanteARoma(chiesto, letta) : null

  const calcola = useCommand(async (bambino: Bambino, giorno: Giorno, quando: Istante): Promise<Prova> => {
    const attuale = inVigore(attivazioni, PRENOTAZIONE_DEL_PASTO, giorno)
    const esiti = await confronta(regola, attuale, async ({ digest, parametri }) => {
      const domanda = { iscrizione: bambino.iscrizione, giorno, quando, digest, parametri }
      return (await api.execute(PROVA_PRENOTAZIONE, domanda)).provaPrenotazione
    })
    return { bambino, giorno, quando, ...esiti }
  })

  async function submit(event: FormEvent) {
    event.preventDefault()
    setTentata(true)
    if (!bambino || !giorno || !quando) return
    setProva(await calcola.send(bambino, giorno, quando))
  }

  return (
    <Panel title="Prova su un bambino">
      <p>Che cosa potrebbe scegliere una famiglia, fino a quando, e perché. La prova non cambia nulla.</p>
      <CercaBambino
        scelto={bambino}
        onScelto={(nuovo) => {
          setBambino(nuovo)
          setProva(null)
        }}
      />
      {bambino && (
        <form className="filters" onSubmit={(e) => void submit(e)}>
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
          <Button type="submit" color="primary" disabled={calcola.pending}>
            Calcola
          </Button>
        </form>
      )}
      <ErrorNotice error={calcola.error} />
      <div role="status">
        {prova && (
          <p className="mb-0">
            {prova.bambino.nome}, pasto del {scriviGiorno(prova.giorno)}, richiesta del {scriviIstante(prova.quando)}.
          </p>
        )}
      </div>
      {prova && <ConfrontoEsiti adesso={prova.adesso} nuovo={prova.nuovo} />}
    </Panel>
  )
}
