import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import { Dialog } from '../../kit/elements/Dialog'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { DateField } from '../../kit/elements/DateField'
import { SelectField } from '../../kit/elements/SelectField'
import { useCommand } from '../../kit/graphql/useCommand'
import { nomeGiornoSettimana, type Giorno } from '../../kit/tempo/giorno'
import { oggi } from '../../kit/tempo/orologio'
import { api } from '../api'
import { graphql } from '../gql'
import type { EsitoPeriodoFragment, GiornoFragment, Scelta } from '../gql/graphql'
import { EsitoPeriodo } from './EsitoPeriodo'
import type { Prenotabile } from './prenotabili'
import { aspettoDi } from './scelta'
import { griglia } from './settimane'

const IMPOSTA_SETTIMANA = graphql(`
  mutation ImpostaSettimana($iscrizione: ID!, $dal: Giorno!, $al: Giorno, $giorni: [GiornoSettimanaInput!]!) {
    impostaSettimana(iscrizione: $iscrizione, dal: $dal, al: $al, giorni: $giorni) {
      ...EsitoPeriodo
    }
  }
`)

interface SettimanaTipoFinestraProps {
  readonly voce: Prenotabile
  /** The days of the month in view: their weekdays are those of the pattern. */
  readonly giorni: readonly GiornoFragment[]
  readonly onSalvato: (esito: EsitoPeriodoFragment) => void
  readonly onClose: () => void
}

/** What may hold every week: a pasto bianco is asked for day by day. */
const SCELTE_SETTIMANALI: readonly Scelta[] = ['PASTO_BASE', 'ASSENZA']

/** «Settimana tipo»: a choice for each day of the week, for who eats only on some of them. */
export function SettimanaTipoFinestra(props: SettimanaTipoFinestraProps) {
  const { voce, giorni, onSalvato, onClose } = props
  const { colonne } = griglia(giorni)
  const [tipo, setTipo] = useState<Readonly<Record<number, Scelta>>>({})
  const [dal, setDal] = useState<Giorno | null>(oggi)
  const [al, setAl] = useState<Giorno | null>(null)
  const [esito, setEsito] = useState<EsitoPeriodoFragment | null>(null)
  const sceltaDi = (numero: number) => tipo[numero] ?? 'PASTO_BASE'
  const imposta = useCommand((da: Giorno) =>
    api.execute(IMPOSTA_SETTIMANA, {
      iscrizione: voce.iscrizione,
      dal: da,
      al,
      giorni: colonne.map((numero) => ({ giornoSettimana: numero, scelta: sceltaDi(numero) })),
    }),
  )

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!dal) return
    const risposta = await imposta.send(dal)
    if (!risposta) return
    setEsito(risposta.impostaSettimana)
    onSalvato(risposta.impostaSettimana)
  }

  const opzioni = SCELTE_SETTIMANALI.map((s) => ({ value: s, label: aspettoDi(s).nome }))
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
            <DateField label="Dal" required min={oggi()} value={dal} onChange={setDal} />
            <DateField label="Al" min={dal} value={al} onChange={setAl} />
          </div>
          <p className="small">
            Senza «Al» vale fino alla fine dell’iscrizione. I giorni scelti uno per uno dal calendario restano come sono.
          </p>
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
