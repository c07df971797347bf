import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import { destinazioni } from '../../kit/denaro/conti'
import { scriviImporto, type Importo } from '../../kit/denaro/importo'
import { AmountField } from '../../kit/elements/AmountField'
import { Dialog } from '../../kit/elements/Dialog'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { Field } from '../../kit/elements/Field'
import { Loaded } from '../../kit/elements/Loaded'
import { Notice } from '../../kit/elements/Notice'
import { SelectField } from '../../kit/elements/SelectField'
import { useChiave } from '../../kit/graphql/useChiave'
import { useCommand } from '../../kit/graphql/useCommand'
import { useQuery } from '../../kit/graphql/useQuery'
import { api } from '../api'
import { graphql } from '../gql'
import type { Servizio, StatoServizioFragment } from '../gql/graphql'
import { nomeServizio } from '../servizi'
import { CONTI_FAMIGLIA, type FamigliaTrovata } from './conti'
import { ScegliFamiglia } from './ScegliFamiglia'

const TRASFERISCI = graphql(`
  mutation TrasferisciCredito($famiglia: ID!, $dati: TrasferimentoInput!) {
    trasferisciCredito(famiglia: $famiglia, dati: $dati) {
      ...StatoServizio
    }
  }
`)

interface TrasferisciCreditoProps {
  readonly famiglia: string
  /** The account that the credit leaves. */
  readonly stato: StatoServizioFragment
  /** All accounts of the family. */
  readonly stati: readonly StatoServizioFragment[]
  readonly onFatto: () => void
  readonly onClose: () => void
}

/** Moves credit to another service of the family, or to the family that a child is of now. */
export function TrasferisciCredito({ stati, ...props }: TrasferisciCreditoProps) {
  const { famiglia, stato } = props
  const suoi = destinazioni(stati, stato).map(({ servizio }) => servizio)
  const [altrove, setAltrove] = useState(suoi.length === 0)
  const [altra, setAltra] = useState<FamigliaTrovata | null>(null)
  return (
    <Dialog title={`Trasferisci credito di ${nomeServizio(stato.servizio).toLowerCase()}`} onClose={props.onClose}>
      {suoi.length > 0 && (
        <SelectField
          label="A chi"
          value={altrove ? 'altra' : 'questa'}
          options={[
            { value: 'questa', label: 'Alla stessa famiglia, per un altro servizio' },
            { value: 'altra', label: 'A un’altra famiglia' },
          ]}
          onChange={(valore) => setAltrove(valore === 'altra')}
        />
      )}
      {!altrove && <Modulo {...props} arrivo={famiglia} servizi={suoi} />}
      {altrove && <p>Cerca la famiglia che riceve il credito.</p>}
      {altrove && <ScegliFamiglia scelta={altra} onScelta={setAltra} />}
      {altrove && altra && <AltraFamiglia key={altra.id} {...props} arrivo={String(altra.id)} />}
    </Dialog>
  )
}

interface ArrivoProps extends Omit<TrasferisciCreditoProps, 'stati'> {
  /** The family that receives. */
  readonly arrivo: string
}

function AltraFamiglia(props: ArrivoProps) {
  const conti = useQuery(api, CONTI_FAMIGLIA, { famiglia: props.arrivo, chiave: Number(props.arrivo) })
  const stessa = props.arrivo === props.famiglia
  return (
    <Loaded query={conti} lines={4}>
      {({ contiFamiglia }) => {
        const servizi = stessa ? [] : destinazioni(contiFamiglia, null).map(({ servizio }) => servizio)
        return servizi.length === 0 ? (
          <Notice tone="warning">
            {stessa
              ? 'È la famiglia da cui parte il credito.'
              : 'Questa famiglia non ha un conto prepagato che possa ricevere il credito.'}
          </Notice>
        ) : (
          <Modulo {...props} servizi={servizi} />
        )
      }}
    </Loaded>
  )
}

function Modulo({ famiglia, stato, arrivo, servizi, onFatto, onClose }: ArrivoProps & { readonly servizi: readonly Servizio[] }) {
  const [a, setA] = useState(servizi[0] ?? stato.servizio)
  const [importo, setImporto] = useState<Importo | null>(null)
  const [motivo, setMotivo] = useState('')
  const chiave = useChiave(`${arrivo} ${a} ${importo}`)
  const trasferisci = useCommand((quanto: Importo) =>
    api.execute(TRASFERISCI, {
      famiglia,
      dati: { da: stato.servizio, aFamiglia: arrivo, a, importo: quanto, motivo, chiave },
    }),
  )

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (importo !== null && (await trasferisci.send(importo)) !== null) onFatto()
  }

  return (
    <form onSubmit={(e) => void submit(e)}>
      <ErrorNotice error={trasferisci.error} />
      <SelectField
        label="Al conto"
        value={a}
        options={servizi.map((value) => ({ value, label: nomeServizio(value) }))}
        onChange={(valore) => setA(valore as Servizio)}
      />
      <AmountField
        label="Importo"
        {...(stato.saldo != null ? { hint: `Il credito è di ${scriviImporto(stato.saldo)}.`, max: stato.saldo } : {})}
        onChange={setImporto}
      />
      <Field
        label="Motivo"
        hint="Resta nel registro delle operazioni. Le famiglie leggono solo che c’è stato un trasferimento."
        required
        autoComplete="off"
        value={motivo}
        onChange={(e) => setMotivo(e.target.value)}
      />
      <div className="button-row">
        <Button type="submit" color="primary" disabled={trasferisci.pending}>
          {trasferisci.pending ? 'Trasferimento…' : 'Trasferisci'}
        </Button>
        <Button color="secondary" outline onClick={onClose}>
          Annulla
        </Button>
      </div>
    </form>
  )
}
