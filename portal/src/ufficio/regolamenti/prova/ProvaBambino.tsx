import { useState, type ComponentProps } from 'react'
import { DateField } from '../../../kit/elements/DateField'
import { useCommand } from '../../../kit/graphql/useCommand'
import { scriviGiorno, type Giorno } from '../../../kit/tempo/giorno'
import { oggi } from '../../../kit/tempo/orologio'
import { api } from '../../api'
import type { AttivazioneFragment } from '../../gql/graphql'
import { inVigore, TARIFFA_DEL_PASTO } from '../regolamenti'
import type { Bambino } from './CercaBambino'
import { PannelloBambino } from './PannelloBambino'
import { confronta, PROVA_TARIFFA, type RegolaDaProvare } from './prove'

interface ProvaBambinoProps {
  readonly regola: RegolaDaProvare
  readonly attivazioni: readonly AttivazioneFragment[]
}

type Esito = ComponentProps<typeof PannelloBambino>['esito']

/** What one child pays now and would pay, each with its reasons. */
export function ProvaBambino({ regola, attivazioni }: ProvaBambinoProps) {
  const [bambino, setBambino] = useState<Bambino | null>(null)
  const [giorno, setGiorno] = useState<Giorno | null>(oggi)
  const [esito, setEsito] = useState<Esito>(null)

  const calcola = useCommand(async (bambino: Bambino, giorno: Giorno) => {
    const attuale = inVigore(attivazioni, TARIFFA_DEL_PASTO, giorno)
    const esiti = await confronta(regola, attuale, async ({ digest, parametri }) => {
      const domanda = { iscrizione: bambino.iscrizione, giorno, digest, parametri }
      return (await api.execute(PROVA_TARIFFA, domanda)).provaTariffa
    })
    return { di: `${bambino.nome}, pasto del ${scriviGiorno(giorno)}`, ...esiti }
  })

  async function prova() {
    if (bambino && giorno) setEsito(await calcola.send(bambino, giorno))
  }

  return (
    <PannelloBambino
      spiega="Che cosa pagherebbe una famiglia, e perché."
      bambino={bambino}
      onScelto={(nuovo) => {
        setBambino(nuovo)
        setEsito(null)
      }}
      campi={<DateField label="Pasto del giorno" required value={giorno} onChange={setGiorno} />}
      onCalcola={() => void prova()}
      inCorso={calcola.pending}
      errore={calcola.error}
      esito={esito}
    />
  )
}
