import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import { Dialog } from '../../kit/elements/Dialog'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { Field } from '../../kit/elements/Field'
import { SelectField } from '../../kit/elements/SelectField'
import { useCommand } from '../../kit/graphql/useCommand'
import { nomeGiornoSettimana, type Giorno } from '../../kit/tempo/giorno'
import { oggi } from '../../kit/tempo/orologio'
import { api } from '../api'
import { graphql } from '../gql'
import type { EsitoPeriodoFragment, GiornoFragment, Scelta } from '../gql/graphql'
import { EsitoPeriodo } from './EsitoPeriodo'
import type { FinestraPeriodoProps } from './PeriodoFinestra'
import { aspettoDi, scelteOfferte } from './scelta'
import { griglia } from './settimane'

const IMPOSTA_SETTIMANA = graphql(`
  mutation ImpostaSettimana($iscrizione: ID!, $dal: Giorno!, $al: Giorno, $giorni: [GiornoSettimanaInput!]!) {
    impostaSettimana(iscrizione: $iscrizione, dal: $dal, al: $al, giorni: $giorni) {
      ...EsitoPeriodo
    }
  }
`)

interface SettimanaTipoFinestraProps extends FinestraPeriodoProps {
  /** The days of the month in view: their weekdays are those of the pattern. */
  readonly giorni: readonly GiornoFragment[]
}

/** «Settimana tipo»: a choice for each day of the week, for who eats only on some of them. */
export function SettimanaTipoFinestra(props: SettimanaTipoFinestraProps) {
  const { voce, giorni, finestraFino, offrePastoBianco, onSalvato, onClose } = props
  const { colonne } = griglia(giorni)
  const [tipo, setTipo] = useState<Readonly<Record<number, Scelta>>>({})
  const [dal, setDal] = useState<string>(oggi())
  const [al, setAl] = useState('')
  const [esito, setEsito] = useState<EsitoPeriodoFragment | null>(null)
  const sceltaDi = (numero: number) => tipo[numero] ?? 'PASTO_BASE'
  const imposta = useCommand(() =>
    api.execute(IMPOSTA_SETTIMANA, {
      iscrizione: voce.iscrizione,
      dal: dal as Giorno,
      al: al ? (al as Giorno) : null,
      giorni: colonne.map((numero) => ({ giornoSettimana: numero, scelta: sceltaDi(numero) })),
    }),
  )

  async function submit(event: FormEvent) {
    event.preventDefault()
    const risposta = await imposta.send()
    if (!risposta) return
    setEsito(risposta.impostaSettimana)
    onSalvato(risposta.impostaSettimana)
  }

  const opzioni = scelteOfferte(offrePastoBianco).map((s) => ({ value: s, label: aspettoDi(s).nome }))
  return (
    <Dialog title="Settimana tipo" onClose={onClose}>
      <p className="window-lead">
        {voce.alunno} – {voce.servizio}
      </p>
      {esito ? (
        <EsitoPeriodo esito={esito} onClose={onClose} />
      ) : (
        <form onSubmit={(e) => void submit(e)}>
          <ErrorNotice error={imposta.error} />
          <fieldset className="week">
            <legend className="h6">Che cosa prenotare ogni</legend>
            {colonne.map((numero) => (
              <SelectField
                key={numero}
                className="field-inline"
                label={nomeGiornoSettimana(numero)}
                value={sceltaDi(numero)}
                options={opzioni}
                onChange={(s) => setTipo({ ...tipo, [numero]: s as Scelta })}
              />
            ))}
          </fieldset>
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
              min={dal}
              max={finestraFino}
              value={al}
              onChange={(e) => setAl(e.target.value)}
            />
          </div>
          <div className="button-row">
            <Button type="submit" color="primary" disabled={imposta.pending}>
              {imposta.pending ? 'Salvataggio…' : 'Salva la settimana tipo'}
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
