import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import { Link } from 'react-router'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { Field } from '../../kit/elements/Field'
import { Panel } from '../../kit/elements/Panel'
import { useCommand } from '../../kit/graphql/useCommand'
import { api } from '../api'
import { conMaiuscole } from '../conMaiuscole'
import { CERCA_FAMIGLIE, perFamiglia, type FamigliaTrovata } from './conti'

/** Finds a family by the surname of its children. */
export function CercaFamiglia() {
  const [cognome, setCognome] = useState('')
  const [trovate, setTrovate] = useState<readonly FamigliaTrovata[] | null>(null)
  const cerca = useCommand(async () => {
    const { alunno } = await api.execute(CERCA_FAMIGLIE, { cognome: conMaiuscole(cognome) })
    return perFamiglia(alunno.nodes)
  })

  async function submit(event: FormEvent) {
    event.preventDefault()
    setTrovate(await cerca.send())
  }

  return (
    <Panel title="Cerca una famiglia">
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
        <Button type="submit" color="primary" disabled={cerca.pending}>
          Cerca
        </Button>
      </form>
      <div role="status">
        {trovate?.length === 0 && <p className="mb-0">Nessun bambino ha un cognome che comincia così.</p>}
        {trovate !== null && trovate.length > 0 && (
          <p className="visually-hidden">{trovate.length === 1 ? 'Una famiglia trovata.' : `${trovate.length} famiglie trovate.`}</p>
        )}
      </div>
      {trovate !== null && trovate.length > 0 && (
        <ul className="rows mb-0" aria-label="Famiglie trovate">
          {trovate.map(({ id, figli }) => (
            <li key={id}>
              <Link to={`/conti/${id}`}>{figli.join(', ')}</Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
