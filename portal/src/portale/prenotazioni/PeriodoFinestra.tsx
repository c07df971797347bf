import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import { Dialog } from '../../kit/elements/Dialog'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { DateField } from '../../kit/elements/DateField'
import { SelectField } from '../../kit/elements/SelectField'
import { useCommand } from '../../kit/graphql/useCommand'
import type { Giorno } from '../../kit/tempo/giorno'
import { oggi } from '../../kit/tempo/orologio'
import { api } from '../api'
import { graphql } from '../gql'
import type { EsitoPeriodoFragment, Scelta } from '../gql/graphql'
import { EsitoPeriodo } from './EsitoPeriodo'
import type { Prenotabile } from './prenotabili'
import { aspettoDi, scelteOfferte } from './scelta'

const PRENOTA_PERIODO = graphql(`
  mutation PrenotaPeriodo($iscrizione: ID!, $dal: Giorno!, $al: Giorno!, $scelta: Scelta!) {
    prenotaPeriodo(iscrizione: $iscrizione, dal: $dal, al: $al, scelta: $scelta) {
      ...EsitoPeriodo
    }
  }
  fragment EsitoPeriodo on EsitoPeriodo {
    cambiati {
      ...Giorno
    }
    rifiutati {
      giorno
      codice
      perche
    }
  }
`)

interface PeriodoFinestraProps {
  readonly voce: Prenotabile
  readonly finestraFino: Giorno
  readonly offrePastoBianco: boolean
  readonly onSalvato: (esito: EsitoPeriodoFragment) => void
  readonly onClose: () => void
}

/** «Assenze per un periodo»: one choice for a row of days (an illness, a holiday, and back). */
export function PeriodoFinestra({ voce, finestraFino, offrePastoBianco, onSalvato, onClose }: PeriodoFinestraProps) {
  const [dal, setDal] = useState<Giorno | null>(null)
  const [al, setAl] = useState<Giorno | null>(null)
  const [scelta, setScelta] = useState<Scelta>('ASSENZA')
  const [esito, setEsito] = useState<EsitoPeriodoFragment | null>(null)
  const prenota = useCommand((da: Giorno, a: Giorno) =>
    api.execute(PRENOTA_PERIODO, { iscrizione: voce.iscrizione, dal: da, al: a, scelta }),
  )

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!dal || !al) return
    const risposta = await prenota.send(dal, al)
    if (!risposta) return
    setEsito(risposta.prenotaPeriodo)
    onSalvato(risposta.prenotaPeriodo)
  }

  return (
    <Dialog title="Assenze per un periodo" onClose={onClose}>
      <p className="window-lead">
        {voce.alunno} – {voce.servizio}
      </p>
      {esito ? (
        <EsitoPeriodo esito={esito} onClose={onClose} />
      ) : (
        <form onSubmit={(e) => void submit(e)}>
          <ErrorNotice error={prenota.error} />
          <div className="field-pair">
            <DateField label="Dal" required min={oggi()} max={finestraFino} value={dal} onChange={setDal} />
            <DateField label="Al" required min={dal ?? oggi()} max={finestraFino} value={al} onChange={setAl} />
          </div>
          <SelectField
            label="Scelta per ogni giorno di servizio"
            value={scelta}
            options={scelteOfferte(offrePastoBianco).map((s) => ({ value: s, label: aspettoDi(s).nome }))}
            onChange={(s) => setScelta(s as Scelta)}
          />
          <div className="button-row">
            <Button type="submit" color="primary" disabled={prenota.pending}>
              {prenota.pending ? 'Salvataggio…' : 'Salva il periodo'}
            </Button>
            <Button color="secondary" outline onClick={onClose}>
              Annulla
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  )
}
