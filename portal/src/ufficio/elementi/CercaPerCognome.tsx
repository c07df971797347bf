import { Button } from 'design-react-kit'
import { useState, type FormEvent, type ReactNode } from 'react'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { Field } from '../../kit/elements/Field'
import { useCommand } from '../../kit/graphql/useCommand'
import { conMaiuscole } from '../conMaiuscole'

interface CercaPerCognomeProps<T> {
  /** Finds what begins with a surname as the register writes it. */
  readonly cerca: (cognome: string) => Promise<readonly T[]>
  /** What is said when nothing is found. */
  readonly nessuno: string
  /** How many were found, for whoever does not see them. */
  readonly quanti: (n: number) => string
  readonly onCerca?: () => void
  /** What was found: at least one. */
  readonly children: (trovati: readonly T[]) => ReactNode
}

/** Looks for children, or what they belong to, by the beginning of a surname. */
export function CercaPerCognome<T>({ cerca, nessuno, quanti, onCerca, children }: CercaPerCognomeProps<T>) {
  const [cognome, setCognome] = useState('')
  const [trovati, setTrovati] = useState<readonly T[] | null>(null)
  const comando = useCommand(() => cerca(conMaiuscole(cognome)))

  async function submit(event: FormEvent) {
    event.preventDefault()
    setTrovati(await comando.send())
    onCerca?.()
  }

  return (
    <>
      <ErrorNotice error={comando.error} />
      <form className="filters" onSubmit={(e) => void submit(e)}>
        <Field
          label="Cognome del bambino"
          required
          minLength={2}
          autoComplete="off"
          value={cognome}
          onChange={(e) => setCognome(e.target.value)}
        />
        <Button type="submit" color="primary" outline disabled={comando.pending}>
          Cerca
        </Button>
      </form>
      <div role="status">
        {trovati?.length === 0 && <p className="mb-0">{nessuno}</p>}
        {trovati !== null && trovati.length > 0 && <p className="visually-hidden">{quanti(trovati.length)}</p>}
      </div>
      {trovati !== null && trovati.length > 0 && children(trovati)}
    </>
  )
}
