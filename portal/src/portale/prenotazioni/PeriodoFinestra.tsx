import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import { Dialog } from '../../kit/elements/Dialog'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { Field } from '../../kit/elements/Field'
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

export interface FinestraPeriodoProps {
  readonly voce: Prenotabile
  readonly finestraFino: Giorno
  readonly offrePastoBianco: boolean
  readonly onSalvato: (esito: EsitoPeriodoFragment) => void
  readonly onClose: () => void
}

/** «Assenze per un periodo»: one choice for a row of days (an illness, a holiday, and back). */
export function PeriodoFinestra({ voce, finestraFino, offrePastoBianco, onSalvato, onClose }: FinestraPeriodoProps) {
  const [dal, setDal] = useState('')
  const [al, setAl] = useState('')
  const [scelta, setScelta] = useState<Scelta>('ASSENZA')
  const [esito, setEsito] = useState<EsitoPeriodoFragment | null>(null)
  const prenota = useCommand(() =>
    api.execute(PRENOTA_PERIODO, { iscrizione: voce.iscrizione, dal: dal as Giorno, al: al as Giorno, scelta }),
  )

  async function submit(event: FormEvent) {
    event.preventDefault()
    const risposta = await prenota.send()
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
            <Field
              label="Dal"
              type="date"
              required
              min={oggi()}
              max={finestraFino}
              value={dal}
              onChange={(e) => setDal(e.target.value)}
            />
            <Field
              label="Al"
              type="date"
              required
              min={dal || oggi()}
              max={finestraFino}
              value={al}
              onChange={(e) => setAl(e.target.value)}
            />
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
