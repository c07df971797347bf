import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import type { Importo } from '../../kit/denaro/importo'
import { AmountField } from '../../kit/elements/AmountField'
import { DateField } from '../../kit/elements/DateField'
import { Dialog } from '../../kit/elements/Dialog'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { Field } from '../../kit/elements/Field'
import { SelectField } from '../../kit/elements/SelectField'
import { useChiave } from '../../kit/graphql/useChiave'
import { useCommand } from '../../kit/graphql/useCommand'
import type { Giorno } from '../../kit/tempo/giorno'
import { oggi } from '../../kit/tempo/orologio'
import { api } from '../api'
import { graphql } from '../gql'
import type { IncassoInput, Mezzo, Servizio } from '../gql/graphql'
import { MEZZI, MEZZI_ALLO_SPORTELLO } from './mezzi'

const REGISTRA = graphql(`
  mutation RegistraIncasso($famiglia: ID!, $dati: IncassoInput!) {
    registraIncasso(famiglia: $famiglia, dati: $dati)
  }
`)

interface RegistraIncassoProps {
  readonly title: string
  readonly famiglia: string
  readonly servizio: Servizio
  /** The instalment that it pays, with what is left of it; without one it is a top-up. */
  readonly rata?: { readonly id: string; readonly residuo: Importo; readonly scritto: string }
  readonly onFatto: () => void
  readonly onClose: () => void
}

/** A payment that the office received otherwise than through pagoPA. */
export function RegistraIncasso({ title, famiglia, servizio, rata, onFatto, onClose }: RegistraIncassoProps) {
  const [importo, setImporto] = useState<Importo | null>(rata?.residuo ?? null)
  const [mezzo, setMezzo] = useState<Mezzo>('CONTANTI')
  const [giorno, setGiorno] = useState<Giorno | null>(oggi())
  const [nota, setNota] = useState('')
  const chiave = useChiave(`${importo} ${mezzo} ${giorno} ${nota}`)
  const registra = useCommand((dati: IncassoInput) => api.execute(REGISTRA, { famiglia, dati }))

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (importo === null || giorno === null) return
    const dati = { chiave, servizio, importo, mezzo, giorno, nota: nota.trim() || null, rata: rata?.id ?? null }
    if (await registra.send(dati)) onFatto()
  }

  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={(e) => void submit(e)}>
        <ErrorNotice error={registra.error} />
        <AmountField
          label="Importo"
          iniziale={rata?.scritto ?? ''}
          {...(rata ? { max: rata.residuo } : {})}
          onChange={setImporto}
        />
        <SelectField
          label="Come è stato pagato"
          value={mezzo}
          options={MEZZI_ALLO_SPORTELLO.map((value) => ({ value, label: MEZZI[value] }))}
          onChange={(valore) => setMezzo(valore as Mezzo)}
        />
        <DateField label="Giorno del pagamento" required max={oggi()} value={giorno} onChange={setGiorno} />
        <Field label="Nota" autoComplete="off" value={nota} onChange={(e) => setNota(e.target.value)} />
        <div className="button-row">
          <Button type="submit" color="primary" disabled={registra.pending}>
            Registra
          </Button>
          <Button color="secondary" outline onClick={onClose}>
            Annulla
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
