import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import { scriviImporto } from '../../kit/denaro/importo'
import { Dialog } from '../../kit/elements/Dialog'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { Field } from '../../kit/elements/Field'
import { useCommand } from '../../kit/graphql/useCommand'
import { api } from '../api'
import { CERCA_FAMIGLIE, perFamiglia, type FamigliaTrovata } from '../conti/conti'
import { conMaiuscole } from '../conMaiuscole'
import type { RicevutaFragment } from '../gql/graphql'
import { CheCosaPaga } from './CheCosaPaga'

interface AttribuisciProps {
  readonly ricevuta: RicevutaFragment
  readonly onFatto: () => void
  readonly onClose: () => void
}

/** Whose the money of a receipt is, and what it pays. */
export function Attribuisci({ ricevuta, onFatto, onClose }: AttribuisciProps) {
  const [cognome, setCognome] = useState('')
  const [trovate, setTrovate] = useState<readonly FamigliaTrovata[] | null>(null)
  const [famiglia, setFamiglia] = useState<FamigliaTrovata | null>(null)
  const cerca = useCommand(async () => {
    const { alunno } = await api.execute(CERCA_FAMIGLIE, { cognome: conMaiuscole(cognome) })
    return perFamiglia(alunno.nodes)
  })

  async function submit(event: FormEvent) {
    event.preventDefault()
    setTrovate(await cerca.send())
    setFamiglia(null)
  }

  return (
    <Dialog title={`Attribuisci ${scriviImporto(ricevuta.importo)}`} onClose={onClose}>
      <ErrorNotice error={cerca.error} />
      <form className="filters" onSubmit={(e) => void submit(e)}>
        <Field
          label="Cognome del bambino"
          required
          minLength={2}
          autoComplete="off"
          value={cognome}
          onChange={(e) => setCognome(e.target.value)}
        />
        <Button type="submit" color="primary" outline disabled={cerca.pending}>
          Cerca
        </Button>
      </form>
      <div role="status">
        {trovate?.length === 0 && <p>Nessun bambino ha un cognome che comincia così.</p>}
      </div>
      {trovate !== null && trovate.length > 0 && (
        <ul className="choices" aria-label="Famiglie trovate">
          {trovate.map((trovata) => (
            <li key={trovata.id}>
              <button type="button" aria-pressed={trovata.id === famiglia?.id} onClick={() => setFamiglia(trovata)}>
                {trovata.figli.join(', ')}
              </button>
            </li>
          ))}
        </ul>
      )}
      {famiglia && (
        <CheCosaPaga key={famiglia.id} ricevuta={ricevuta} famiglia={String(famiglia.id)} onFatto={onFatto} onClose={onClose} />
      )}
    </Dialog>
  )
}
