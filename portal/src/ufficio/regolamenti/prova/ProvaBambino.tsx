import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import { DateField } from '../../../kit/elements/DateField'
import { ErrorNotice } from '../../../kit/elements/ErrorNotice'
import { Panel } from '../../../kit/elements/Panel'
import { useCommand } from '../../../kit/graphql/useCommand'
import { scriviGiorno, type Giorno } from '../../../kit/tempo/giorno'
import { oggi } from '../../../kit/tempo/orologio'
import { api } from '../../api'
import type { AttivazioneFragment } from '../../gql/graphql'
import { inVigore, TARIFFA_DEL_PASTO } from '../regolamenti'
import { CercaBambino, type Bambino } from './CercaBambino'
import { ConfrontoEsiti } from './ConfrontoEsiti'
import { confronta, PROVA_TARIFFA, type Confronto, type RegolaDaProvare } from './prove'

interface ProvaBambinoProps {
  readonly regola: RegolaDaProvare
  readonly attivazioni: readonly AttivazioneFragment[]
}

interface Prova extends Confronto {
  readonly bambino: Bambino
  readonly giorno: Giorno
}

/** What one child pays now and would pay, each with its reasons. */
export function ProvaBambino({ regola, attivazioni }: ProvaBambinoProps) {
  const [bambino, setBambino] = useState<Bambino | null>(null)
  const [giorno, setGiorno] = useState<Giorno | null>(oggi)
  const [prova, setProva] = useState<Prova | null>(null)

  const calcola = useCommand(async (bambino: Bambino, giorno: Giorno): Promise<Prova> => {
    const attuale = inVigore(attivazioni, TARIFFA_DEL_PASTO, giorno)
    const esiti = await confronta(regola, attuale, async ({ digest, parametri }) => {
      const domanda = { iscrizione: bambino.iscrizione, giorno, digest, parametri }
      return (await api.execute(PROVA_TARIFFA, domanda)).provaTariffa
    })
    return { bambino, giorno, ...esiti }
  })

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!bambino || !giorno) return
    setProva(await calcola.send(bambino, giorno))
  }

  return (
    <Panel title="Prova su un bambino">
      <p>Che cosa pagherebbe una famiglia, e perché. La prova non cambia nulla.</p>
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
          <Button type="submit" color="primary" disabled={calcola.pending}>
            Calcola
          </Button>
        </form>
      )}
      <ErrorNotice error={calcola.error} />
      <div role="status">
        {prova && (
          <p className="mb-0">
            {prova.bambino.nome}, pasto del {scriviGiorno(prova.giorno)}.
          </p>
        )}
      </div>
      {prova && <ConfrontoEsiti adesso={prova.adesso} nuovo={prova.nuovo} />}
    </Panel>
  )
}
