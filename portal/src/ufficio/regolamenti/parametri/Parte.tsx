import type { ReactNode } from 'react'
import { ErroreCampo, idDi } from './FormContext'
import type { Percorso } from './leggi'

interface ParteFieldsetProps {
  readonly titolo: string | null
  readonly descrizione: string | null
  readonly percorso: Percorso
  readonly obbligatorio: boolean
  /** With nothing in it, it takes one line: its name and its button. */
  readonly vuota: boolean
  /** The button that adds to it or takes it away. */
  readonly azione: ReactNode
  readonly children: ReactNode
}

/** A part of the parameters that has parts: its name, what it is for, what is wrong with it. */
export function Parte({ titolo, descrizione, percorso, obbligatorio, vuota, azione, children }: ParteFieldsetProps) {
  const id = idDi(percorso)
  return (
    <fieldset
      className={vuota ? 'part part-empty' : 'part'}
      id={id}
      tabIndex={-1}
      aria-describedby={descrizione ? `${id}-aiuto` : undefined}
    >
      <legend>
        {titolo}
        {!obbligatorio && <span className="optional"> (facoltativo)</span>}
      </legend>
      {descrizione && (
        <p id={`${id}-aiuto`} className="form-text">
          {descrizione}
        </p>
      )}
      {children}
      {azione}
      <ErroreCampo percorso={percorso} />
    </fieldset>
  )
}
