import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import { scriviImporto, type Importo } from '../../kit/denaro/importo'
import { AmountField } from '../../kit/elements/AmountField'
import { Dialog } from '../../kit/elements/Dialog'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { Field } from '../../kit/elements/Field'
import { SelectField } from '../../kit/elements/SelectField'
import { useChiave } from '../../kit/graphql/useChiave'
import { useCommand } from '../../kit/graphql/useCommand'
import { api } from '../api'
import { graphql } from '../gql'
import type { Servizio, StatoServizioFragment } from '../gql/graphql'
import { paroleDelServizio } from '../utenti/servizio'

const CHIEDI_RIMBORSO = graphql(`
  mutation ChiediRimborso($servizio: Servizio!, $importo: Importo!, $iban: String!, $chiave: String!) {
    chiediRimborso(servizio: $servizio, importo: $importo, iban: $iban, chiave: $chiave) {
      id
    }
  }
`)

interface ChiediRimborsoProps {
  /** The services with credit, at least one. */
  readonly partenze: readonly StatoServizioFragment[]
  readonly onClose: () => void
  readonly onFatto: () => void
}

/** Asks the office for credit back; the credit stays on the account until the office decides. */
export function ChiediRimborso({ partenze, onClose, onFatto }: ChiediRimborsoProps) {
  const [servizio, setServizio] = useState(partenze[0]?.servizio)
  const stato = partenze.find((s) => s.servizio === servizio)
  const [importo, setImporto] = useState<Importo | null>(null)
  const [iban, setIban] = useState('')
  const chiave = useChiave(`${servizio} ${importo} ${iban}`)
  const chiedi = useCommand((di: Servizio, quanto: Importo) =>
    api.execute(CHIEDI_RIMBORSO, { servizio: di, importo: quanto, iban, chiave }),
  )
  const ibanSbagliato = chiedi.error?.code === 'IBAN_NON_VALIDO'

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!servizio || importo === null) return
    if (await chiedi.send(servizio, importo)) onFatto()
  }

  return (
    <Dialog title="Chiedi un rimborso" onClose={onClose}>
      <p className="window-lead">Il credito resta sul conto finché l’ufficio non accoglie la richiesta.</p>
      <form onSubmit={(e) => void submit(e)}>
        {!ibanSbagliato && <ErrorNotice error={chiedi.error} />}
        <SelectField
          label="Dal conto"
          value={servizio ?? ''}
          options={partenze.map((s) => ({
            value: s.servizio,
            label: `${paroleDelServizio(s.servizio).nome} (${scriviImporto(s.saldo as Importo)})`,
          }))}
          onChange={(valore) => setServizio(valore as Servizio)}
        />
        <AmountField
          label="Importo"
          key={servizio}
          {...(stato?.saldo != null ? { max: stato.saldo } : {})}
          onChange={setImporto}
        />
        <Field
          label="IBAN"
          hint="Del conto corrente su cui ricevere il rimborso."
          required
          maxLength={42}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          value={iban}
          error={ibanSbagliato ? chiedi.error?.message : null}
          onChange={(e) => setIban(e.target.value)}
        />
        <div className="button-row">
          <Button type="submit" color="primary" disabled={chiedi.pending}>
            {chiedi.pending ? 'Invio…' : 'Chiedi il rimborso'}
          </Button>
          <Button color="secondary" outline onClick={onClose}>
            Annulla
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
