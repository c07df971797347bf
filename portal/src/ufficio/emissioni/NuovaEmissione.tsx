import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import { useNavigate } from 'react-router'
import { DateField } from '../../kit/elements/DateField'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { Field } from '../../kit/elements/Field'
import { SelectField } from '../../kit/elements/SelectField'
import { useCommand } from '../../kit/graphql/useCommand'
import { useQuery } from '../../kit/graphql/useQuery'
import { Page } from '../../kit/page/Page'
import type { Giorno } from '../../kit/tempo/giorno'
import { oggi } from '../../kit/tempo/orologio'
import { api } from '../api'
import { PLESSI } from '../appello/plessi'
import { graphql } from '../gql'
import type { EmissioneInput, Servizio } from '../gql/graphql'
import { nomeServizio, TUTTI_I_SERVIZI } from '../servizi'
import { DaEmettere } from './DaEmettere'

const PREPARA = graphql(`
  mutation PreparaEmissione($dati: EmissioneInput!) {
    preparaEmissione(dati: $dati)
  }
`)

/** Instalments that a bill is usually divided into, at most. */
const RATE_AL_MASSIMO = 6

/** What is to be billed, of which days and by when: only computed, nothing is issued. */
export function NuovaEmissione() {
  const navigate = useNavigate()
  const [servizio, setServizio] = useState<Servizio>('REFEZIONE')
  const [descrizione, setDescrizione] = useState('')
  const [dal, setDal] = useState<Giorno | null>(null)
  const [al, setAl] = useState<Giorno | null>(null)
  const [conQuota, setConQuota] = useState(false)
  const plessi = useQuery(api, PLESSI, {})
  const [plesso, setPlesso] = useState('')
  const [scadenze, setScadenze] = useState<readonly (Giorno | null)[]>([null])
  const prepara = useCommand((dati: EmissioneInput) => api.execute(PREPARA, { dati }))

  async function submit(event: FormEvent) {
    event.preventDefault()
    const date = scadenze.filter((s) => s !== null)
    if (!dal || !al || date.length < scadenze.length) return
    const dati = { servizio, descrizione, dal, al, conQuota, plessi: plesso ? [plesso] : [], scadenze: date }
    const risposta = await prepara.send(dati)
    if (risposta) navigate(`/emissioni/${risposta.preparaEmissione}`)
  }

  return (
    <Page
      title="Prepara un’emissione"
      lead={<p>Il calcolo non emette nulla: le rette aspettano la conferma.</p>}
      crumbs={[{ label: 'Emissioni', to: '/emissioni' }]}
    >
      <form className="narrow-form" onSubmit={(e) => void submit(e)}>
        <ErrorNotice error={prepara.error ?? plessi.error} />
        <SelectField
          label="Servizio"
          value={servizio}
          options={TUTTI_I_SERVIZI.map((value) => ({ value, label: nomeServizio(value) }))}
          onChange={(valore) => setServizio(valore as Servizio)}
        />
        <DaEmettere servizio={servizio} />
        <Field
          label="Descrizione"
          hint="Come la leggeranno le famiglie: «Mensa di novembre»."
          required
          autoComplete="off"
          value={descrizione}
          onChange={(e) => setDescrizione(e.target.value)}
        />
        <div className="field-pair">
          <DateField label="Dal" required max={al} value={dal} onChange={setDal} />
          <DateField label="Al" required min={dal} value={al} onChange={setAl} />
        </div>
        <SelectField
          label="Quota fissa dei mesi del periodo"
          value={conQuota ? 'si' : 'no'}
          options={[
            { value: 'no', label: 'No, solo i consumi' },
            { value: 'si', label: 'Sì' },
          ]}
          onChange={(valore) => setConQuota(valore === 'si')}
        />
        <SelectField
          label="Plesso"
          value={plesso}
          options={[
            { value: '', label: 'Tutti i plessi' },
            ...(plessi.data?.plessi ?? []).map(({ id, nome }) => ({ value: id, label: nome })),
          ]}
          onChange={setPlesso}
        />
        {scadenze.map((scadenza, i) => (
          <DateField
            key={i}
            label={scadenze.length === 1 ? 'Scadenza' : `Scadenza della rata ${i + 1}`}
            required
            min={scadenze[i - 1] ?? oggi()}
            value={scadenza}
            onChange={(nuova) => setScadenze(scadenze.map((s, j) => (j === i ? nuova : s)))}
          />
        ))}
        <div className="button-row">
          {scadenze.length < RATE_AL_MASSIMO && (
            <Button color="primary" outline size="sm" onClick={() => setScadenze([...scadenze, null])}>
              Aggiungi una rata
            </Button>
          )}
          {scadenze.length > 1 && (
            <Button color="primary" outline size="sm" onClick={() => setScadenze(scadenze.slice(0, -1))}>
              Togli l’ultima rata
            </Button>
          )}
        </div>
        <Button type="submit" color="primary" disabled={prepara.pending}>
          Calcola le rette
        </Button>
      </form>
    </Page>
  )
}
