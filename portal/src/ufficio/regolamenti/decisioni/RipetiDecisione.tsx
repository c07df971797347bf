import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import { ErrorNotice } from '../../../kit/elements/ErrorNotice'
import { Field } from '../../../kit/elements/Field'
import { Panel } from '../../../kit/elements/Panel'
import { useCommand } from '../../../kit/graphql/useCommand'
import { Page } from '../../../kit/page/Page'
import { haModulo } from '../../../kit/comune/comune'
import { api } from '../../api'
import { useSession } from '../../sessione'
import { CercaBambino, type Bambino } from '../prova/CercaBambino'
import { DecisioneRipetuta, RIESEGUI, type Ripetuta } from './DecisioneRipetuta'
import { PastiDecisi } from './PastiDecisi'

/** Takes a decision of the past again, to show that it comes out the same. */
export function RipetiDecisione() {
  const { comune } = useSession()
  const [bambino, setBambino] = useState<Bambino | null>(null)
  const [impronta, setImpronta] = useState('')
  const [ripetuta, setRipetuta] = useState<Ripetuta | null>(null)
  const ripeti = useCommand(async () => (await api.execute(RIESEGUI, { impronta: impronta.trim() })).rieseguiDecisione)

  async function submit(event: FormEvent) {
    event.preventDefault()
    setRipetuta(await ripeti.send())
  }

  return (
    <Page
      title="Ripeti una decisione"
      lead="Ogni importo conserva il regolamento e i dati con cui è stato deciso: qui si rifà il conto, anche dopo anni."
      crumbs={[{ label: 'Regolamenti', to: '/regolamenti' }]}
    >
      {haModulo(comune, 'refezione') && (
        <Panel title="Il prezzo di un pasto">
          <CercaBambino scelto={bambino} onScelto={setBambino} />
          {bambino && <PastiDecisi key={bambino.iscrizione} bambino={bambino} />}
        </Panel>
      )}
      <Panel title="Un’altra decisione">
        <ErrorNotice error={ripeti.error} />
        <form onSubmit={(e) => void submit(e)}>
          <Field
            label="Impronta della decisione"
            hint="Le 64 cifre e lettere che la distinguono: te le dà chi assiste il comune."
            className="narrow-form"
            required
            autoComplete="off"
            spellCheck={false}
            value={impronta}
            onChange={(e) => setImpronta(e.target.value)}
          />
          <Button type="submit" color="primary" disabled={ripeti.pending}>
            Ripeti
          </Button>
        </form>
        {ripetuta && <DecisioneRipetuta ripetuta={ripetuta} />}
      </Panel>
    </Page>
  )
}
