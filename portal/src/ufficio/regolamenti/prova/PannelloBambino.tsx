import { Button } from 'design-react-kit'
import type { ComponentProps, FormEvent, ReactNode } from 'react'
import { ErrorNotice } from '../../../kit/elements/ErrorNotice'
import { Panel } from '../../../kit/elements/Panel'
import { CercaBambino, type Bambino } from './CercaBambino'
import { ConfrontoEsiti } from './ConfrontoEsiti'
import type { Confronto } from './prove'

interface PannelloBambinoProps {
  /** What the trial tells. */
  readonly spiega: string
  readonly bambino: Bambino | null
  readonly onScelto: (bambino: Bambino | null) => void
  /** What else is asked before it is computed. */
  readonly campi: ReactNode
  readonly onCalcola: () => void
  readonly inCorso: boolean
  readonly errore: ComponentProps<typeof ErrorNotice>['error']
  /** What came out, and of what: «Anna Rossi, pasto del 12/11/2026». */
  readonly esito: (Confronto & { readonly di: string }) | null
}

/** A rule tried on one child: the child, what is asked, what comes out now and would come out. */
export function PannelloBambino(props: PannelloBambinoProps) {
  const { spiega, bambino, onScelto, campi, onCalcola, inCorso, errore, esito } = props

  function submit(event: FormEvent) {
    event.preventDefault()
    onCalcola()
  }

  return (
    <Panel title="Prova su un bambino">
      <p>{spiega} La prova non cambia nulla.</p>
      <CercaBambino scelto={bambino} onScelto={onScelto} />
      {bambino && (
        <form className="filters" onSubmit={submit}>
          {campi}
          <Button type="submit" color="primary" disabled={inCorso}>
            Calcola
          </Button>
        </form>
      )}
      <ErrorNotice error={errore} />
      <div role="status">{esito && <p className="mb-0">{esito.di}.</p>}</div>
      {esito && <ConfrontoEsiti adesso={esito.adesso} nuovo={esito.nuovo} />}
    </Panel>
  )
}
