import { useMemo, useState } from 'react'
import type { Bozza } from './bozza'
import type { Campo } from './campo'
import { leggiBozza, type Errore } from './leggi'
import type { Json } from './schema'

export interface LetturaForm {
  /** The errors to show: none before the first attempt, and then as they come. */
  readonly errori: readonly Errore[]
  readonly tentativi: number
  /** What was typed, when it can be read; else the errors show. */
  readonly leggi: () => Json | undefined
}

/** Reading a form that follows a schema, with what the server refused of it until it is changed. */
export function useLettura(campo: Campo, bozza: Bozza, rifiutati: readonly Errore[]): LetturaForm {
  const [tentativi, setTentativi] = useState(rifiutati.length > 0 ? 1 : 0)
  const { parametri, errori } = useMemo(() => leggiBozza(campo, bozza), [campo, bozza])
  const mostrati = useMemo(() => (tentativi > 0 ? [...errori, ...rifiutati] : []), [tentativi, errori, rifiutati])
  return {
    errori: mostrati,
    tentativi,
    leggi: () => {
      if (parametri === undefined) setTentativi(tentativi + 1)
      return parametri
    },
  }
}
