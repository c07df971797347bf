import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import { ErrorNotice } from '../../../kit/elements/ErrorNotice'
import { Field } from '../../../kit/elements/Field'
import { useCommand } from '../../../kit/graphql/useCommand'
import { api } from '../../api'
import { conMaiuscole } from '../../conMaiuscole'
import { CERCA_BAMBINI } from './bambini'

/** A child on the meal service. */
export interface Bambino {
  readonly iscrizione: string
  readonly nome: string
}

interface CercaBambinoProps {
  readonly scelto: Bambino | null
  readonly onScelto: (bambino: Bambino) => void
}

/** Finds a child by surname. */
export function CercaBambino({ scelto, onScelto }: CercaBambinoProps) {
  const [cognome, setCognome] = useState('')
  const [trovati, setTrovati] = useState<readonly Bambino[] | null>(null)
  const cerca = useCommand(async () => {
    const { alunno } = await api.execute(CERCA_BAMBINI, { cognome: conMaiuscole(cognome) })
    return alunno.nodes.flatMap(({ nome, cognome, iscrizione: { nodes } }) => {
      const [ultima] = nodes
      if (!ultima) return []
      const classe = ultima.classe ? `, classe ${ultima.classe.nome}` : ''
      return [{ iscrizione: String(ultima.id), nome: `${cognome} ${nome}${classe}` }]
    })
  })

  async function submit(event: FormEvent) {
    event.preventDefault()
    setTrovati(await cerca.send())
  }

  return (
    <>
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
        {trovati?.length === 0 && <p>Nessun iscritto alla refezione ha un cognome che comincia così.</p>}
        {trovati !== null && trovati.length > 0 && (
          <p className="visually-hidden">{trovati.length === 1 ? 'Un bambino trovato.' : `${trovati.length} bambini trovati.`}</p>
        )}
      </div>
      {trovati !== null && trovati.length > 0 && (
        <ul className="choices" aria-label="Bambini trovati">
          {trovati.map((bambino) => (
            <li key={bambino.iscrizione}>
              <button
                type="button"
                aria-pressed={bambino.iscrizione === scelto?.iscrizione}
                onClick={() => onScelto(bambino)}
              >
                {bambino.nome}
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
