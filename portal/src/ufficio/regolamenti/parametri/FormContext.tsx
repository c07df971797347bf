import { createContext, useContext } from 'react'
import type { Bozza } from './bozza'
import type { Campo } from './campo'
import type { Percorso } from './leggi'

/** What every field of the form needs to know of the whole. */
export interface StatoForm {
  /** The errors that are shown, by the field that they are about. */
  readonly errori: ReadonlyMap<Percorso, string>
}

export const FormContext = createContext<StatoForm>({ errori: new Map() })

/** A part of the form: what it asks for, what was typed so far, where it is. */
export interface ParteProps<C extends Campo = Campo> {
  readonly campo: C
  readonly bozza: Bozza
  readonly onBozza: (bozza: Bozza) => void
  readonly percorso: Percorso
  readonly obbligatorio: boolean
}

/** The id of the control of a field: an error points to it. */
export const idDi = (percorso: Percorso) => `parametro${percorso}`

/** The id of a row of a list. */
export const idRiga = (percorso: Percorso) => `${idDi(percorso)}-riga`

/** The error of a field, and what ties it to the control. */
export function useErrore(percorso: Percorso) {
  const testo = useContext(FormContext).errori.get(percorso) ?? null
  return { testo, id: `${idDi(percorso)}-errore` }
}

export function ErroreCampo({ percorso }: { readonly percorso: Percorso }) {
  const { testo, id } = useErrore(percorso)
  return testo === null ? null : (
    <p id={id} className="field-error">
      {testo}
    </p>
  )
}
