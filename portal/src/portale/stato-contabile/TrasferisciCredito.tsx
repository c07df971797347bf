import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import { destinazioni } from '../../kit/denaro/conti'
import { scriviImporto, type Importo } from '../../kit/denaro/importo'
import { AmountField } from '../../kit/elements/AmountField'
import { Dialog } from '../../kit/elements/Dialog'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { SelectField } from '../../kit/elements/SelectField'
import { useChiave } from '../../kit/graphql/useChiave'
import { useCommand } from '../../kit/graphql/useCommand'
import { api } from '../api'
import { graphql } from '../gql'
import type { Servizio, StatoServizioFragment } from '../gql/graphql'
import { paroleDelServizio } from '../utenti/servizio'
import { conCredito } from './statoContabile'

const TRASFERISCI = graphql(`
  mutation TrasferisciCredito($da: Servizio!, $a: Servizio!, $importo: Importo!, $chiave: String!) {
    trasferisciCredito(da: $da, a: $a, importo: $importo, chiave: $chiave) {
      ...StatoServizio
    }
  }
`)

interface TrasferisciCreditoProps {
  readonly stati: readonly StatoServizioFragment[]
  readonly onClose: () => void
  readonly onFatto: () => void
}

/** Moves credit from the account of a service to that of another. */
export function TrasferisciCredito({ stati, onClose, onFatto }: TrasferisciCreditoProps) {
  const partenze = conCredito(stati).filter((s) => destinazioni(stati, s).length > 0)
  const [partenza, setPartenza] = useState(partenze[0])
  const arrivi = partenza ? destinazioni(stati, partenza) : []
  const [scelto, setScelto] = useState<Servizio | null>(null)
  const arrivo = arrivi.find(({ servizio }) => servizio === scelto) ?? arrivi[0]
  const [importo, setImporto] = useState<Importo | null>(null)
  const chiave = useChiave(`${partenza?.servizio} ${arrivo?.servizio} ${importo}`)
  const trasferisci = useCommand((da: Servizio, a: Servizio, quanto: Importo) =>
    api.execute(TRASFERISCI, { da, a, importo: quanto, chiave }),
  )

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!partenza || !arrivo || importo === null) return
    if (await trasferisci.send(partenza.servizio, arrivo.servizio, importo)) onFatto()
  }

  return (
    <Dialog title="Trasferisci credito" onClose={onClose}>
      <form onSubmit={(e) => void submit(e)}>
        <ErrorNotice error={trasferisci.error} />
        <SelectField
          label="Dal conto"
          value={partenza?.servizio ?? ''}
          options={partenze.map(({ servizio, saldo }) => ({
            value: servizio,
            label: `${paroleDelServizio(servizio).nome} (${scriviImporto(saldo as Importo)})`,
          }))}
          onChange={(valore) => setPartenza(partenze.find(({ servizio }) => servizio === valore))}
        />
        <SelectField
          label="Al conto"
          value={arrivo?.servizio ?? ''}
          options={arrivi.map(({ servizio }) => ({ value: servizio, label: paroleDelServizio(servizio).nome }))}
          onChange={(valore) => setScelto(valore as Servizio)}
        />
        <AmountField
          label="Importo"
          key={partenza?.servizio}
          {...(partenza?.saldo != null ? { max: partenza.saldo } : {})}
          onChange={setImporto}
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
    </Dialog>
  )
}
