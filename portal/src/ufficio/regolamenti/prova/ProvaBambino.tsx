import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import { DateField } from '../../../kit/elements/DateField'
import { ErrorNotice } from '../../../kit/elements/ErrorNotice'
import { Panel } from '../../../kit/elements/Panel'
import { useCommand } from '../../../kit/graphql/useCommand'
import { scriviGiorno, type Giorno } from '../../../kit/tempo/giorno'
import { oggi } from '../../../kit/tempo/orologio'
import { api } from '../../api'
import type { AttivazioneFragment, EsitoProvaFragment } from '../../gql/graphql'
import { inVigore } from '../regolamenti'
import { PROVA_TARIFFA } from './bambini'
import { CercaBambino, type Bambino } from './CercaBambino'
import { ConfrontoEsiti } from './ConfrontoEsiti'
import type { RegolaDaProvare } from './ProvaESimula'

interface ProvaBambinoProps {
  readonly regola: RegolaDaProvare
  readonly attivazioni: readonly AttivazioneFragment[]
}

interface Prova {
  readonly bambino: Bambino
  readonly giorno: Giorno
  /** Null when nothing was in force on that day. */
  readonly adesso: EsitoProvaFragment | null
  readonly nuovo: EsitoProvaFragment
}

/** What one child pays now and would pay, each with its reasons. */
export function ProvaBambino({ regola, attivazioni }: ProvaBambinoProps) {
  const [bambino, setBambino] = useState<Bambino | null>(null)
  const [giorno, setGiorno] = useState<Giorno | null>(oggi)
  const [prova, setProva] = useState<Prova | null>(null)

  const calcola = useCommand(async (bambino: Bambino, giorno: Giorno): Promise<Prova> => {
    const chiedi = async ({ digest, parametri }: { digest: string; parametri: unknown }) =>
      (await api.execute(PROVA_TARIFFA, { iscrizione: bambino.iscrizione, giorno, digest, parametri })).provaTariffa
    const attuale = inVigore(attivazioni, { estensione: 'TARIFFA', servizio: 'REFEZIONE' }, giorno)
    const [nuovo, adesso] = await Promise.all([chiedi(regola), attuale ? chiedi(attuale) : null])
    return { bambino, giorno, adesso, nuovo }
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
