import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import { scriviImporto, type Importo } from '../../kit/denaro/importo'
import { DateField } from '../../kit/elements/DateField'
import { Dialog } from '../../kit/elements/Dialog'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { Field } from '../../kit/elements/Field'
import { useChiave } from '../../kit/graphql/useChiave'
import { useCommand } from '../../kit/graphql/useCommand'
import type { Giorno } from '../../kit/tempo/giorno'
import { oggi } from '../../kit/tempo/orologio'
import { api } from '../api'
import { graphql } from '../gql'
import type { PianoInput, RataScadutaFragment } from '../gql/graphql'
import { ogniMese } from './ogniMese'

const CONCEDI = graphql(`
  mutation ConcediPiano($famiglia: ID!, $dati: PianoInput!) {
    concediPiano(famiglia: $famiglia, dati: $dati)
  }
`)

/** As many as the law grants at most: six years of months. */
const RATE_AL_MASSIMO = 72

interface ConcediPianoProps {
  readonly famiglia: string
  readonly rate: readonly RataScadutaFragment[]
  readonly onFatto: () => void
  readonly onClose: () => void
}

/** What goes into a plan, in how many instalments, from when: one every month. */
export function ConcediPiano({ famiglia, rate, onFatto, onClose }: ConcediPianoProps) {
  // A plan is of one service: that of the first instalment, until another is chosen.
  const [scelte, setScelte] = useState<readonly string[]>(() => {
    const servizio = rate[0]?.servizio
    return rate.filter((r) => r.servizio === servizio).map(({ id }) => id)
  })
  const [quante, setQuante] = useState('3')
  const [prima, setPrima] = useState<Giorno | null>(null)
  const [firmatoIl, setFirmatoIl] = useState<Giorno | null>(oggi())
  const chiave = useChiave(`${scelte.join()} ${quante} ${prima}`)
  const concedi = useCommand((dati: PianoInput) => api.execute(CONCEDI, { famiglia, dati }))
  const prese = rate.filter(({ id }) => scelte.includes(id))
  const servizio = prese[0]?.servizio
  const insieme = prese.every((r) => r.servizio === servizio)
  const totale = prese.reduce((somma, { daPagare }) => somma + daPagare, 0) as Importo
  const n = Number(quante)

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!servizio || !insieme || !prima || !firmatoIl) return
    const dati = { chiave, servizio, rate: [...scelte], scadenze: [...ogniMese(prima, n)], firmatoIl }
    if ((await concedi.send(dati)) !== null) onFatto()
  }

  return (
    <Dialog title="Concedi un piano di rate" onClose={onClose}>
      <form onSubmit={(e) => void submit(e)}>
        <ErrorNotice error={concedi.error} />
        <fieldset>
          <legend className="h6">Che cosa si divide</legend>
          {rate.map((rata) => (
            <div key={rata.id} className="form-check">
              <input
                id={`rata-${rata.id}`}
                type="checkbox"
                checked={scelte.includes(rata.id)}
                onChange={(e) =>
                  setScelte(e.target.checked ? [...scelte, rata.id] : scelte.filter((id) => id !== rata.id))
                }
              />
              <label htmlFor={`rata-${rata.id}`}>
                {rata.descrizione}, rata {rata.numero}: {scriviImporto(rata.daPagare)}
              </label>
            </div>
          ))}
        </fieldset>
        <p aria-live="polite">
          {insieme ? (
            <>
              In tutto <strong>{scriviImporto(totale)}</strong>
            </>
          ) : (
            'Un piano riguarda un solo servizio: lasciare le rate di uno.'
          )}
        </p>
        <Field
          label="Quante rate"
          type="number"
          min={1}
          max={RATE_AL_MASSIMO}
          required
          value={quante}
          onChange={(e) => setQuante(e.target.value)}
        />
        <DateField label="Scadenza della prima" required min={oggi()} value={prima} onChange={setPrima} />
        <DateField label="Firmato dalla famiglia il" required max={oggi()} value={firmatoIl} onChange={setFirmatoIl} />
        <div className="button-row">
          <Button type="submit" color="primary" disabled={concedi.pending || prese.length === 0 || !insieme}>
            Concedi il piano
          </Button>
          <Button color="secondary" outline onClick={onClose}>
            Annulla
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
