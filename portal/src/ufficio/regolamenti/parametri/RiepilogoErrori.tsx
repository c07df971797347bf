import { useEffect, useRef } from 'react'
import type { Campo } from './campo'
import { idDi } from './FormContext'
import type { Errore, Percorso } from './leggi'
import { doveDi } from './righe'

interface RiepilogoErroriProps {
  readonly campo: Campo
  readonly errori: readonly Errore[]
  /** Counts the attempts: at each one the person is brought here. */
  readonly tentativi: number
}

/** Every error of the form, each with the way to its field. */
export function RiepilogoErrori({ campo, errori, tentativi }: RiepilogoErroriProps) {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (tentativi > 0) ref.current?.focus()
  }, [tentativi])
  if (errori.length === 0) return null
  return (
    <div ref={ref} className="alert alert-danger error-summary" role="alert" tabIndex={-1}>
      <h3 className="h5">{errori.length === 1 ? 'C’è un dato da correggere' : `Ci sono ${errori.length} dati da correggere`}</h3>
      <ul>
        {errori.map((errore) => (
          <li key={errore.percorso + errore.testo}>
            <a href={`#${idDi(errore.percorso)}`} onClick={(e) => vaiAl(e, errore.percorso)}>
              {doveDi(campo, errore.percorso).join(' › ') || 'Parametri'}
            </a>
            : {errore.testo}
          </li>
        ))}
      </ul>
    </div>
  )
}

function vaiAl(event: { preventDefault(): void }, percorso: Percorso) {
  event.preventDefault()
  const campo = document.getElementById(idDi(percorso))
  campo?.scrollIntoView({ block: 'center' })
  campo?.focus({ preventScroll: true })
}
