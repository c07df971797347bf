import { Button } from 'design-react-kit'
import type { FormEvent } from 'react'
import { Notice } from '../../../kit/elements/Notice'
import type { Bozza } from '../parametri/bozza'
import type { Campo } from '../parametri/campo'
import { FormParametri } from '../parametri/FormParametri'
import type { Errore } from '../parametri/leggi'
import { RiepilogoErrori } from '../parametri/RiepilogoErrori'
import type { Json } from '../parametri/schema'
import { useLettura } from '../parametri/useLettura'
import type { Regola } from '../regolamenti'

interface PassoParametriProps {
  readonly regola: Regola
  readonly campo: Campo
  readonly bozza: Bozza
  /** The draft was found where it had been left. */
  readonly ripresa: boolean
  /** What the server refused of these parameters, until they are changed. */
  readonly rifiutati: readonly Errore[]
  readonly onBozza: (bozza: Bozza) => void
  readonly onRicomincia: () => void
  readonly onPronti: (parametri: Json) => void
}

/** The form of the parameters. Errors show after the first attempt to go on, and then as they come. */
export function PassoParametri(props: PassoParametriProps) {
  const { regola, campo, bozza, ripresa, rifiutati, onBozza, onRicomincia, onPronti } = props
  const { errori, tentativi, leggi } = useLettura(campo, bozza, rifiutati)

  function submit(event: FormEvent) {
    event.preventDefault()
    const parametri = leggi()
    if (parametri !== undefined) onPronti(parametri)
  }

  return (
    <form onSubmit={submit} noValidate className="parameters">
      <p>
        {regola.titolo} {regola.versione}. I campi con l’asterisco sono obbligatori.
      </p>
      {ripresa && (
        <Notice tone="info">
          Hai ritrovato i parametri come li avevi lasciati.{' '}
          <button type="button" className="btn-inline" onClick={onRicomincia}>
            Ricomincia da capo
          </button>
        </Notice>
      )}
      <RiepilogoErrori campo={campo} errori={errori} tentativi={tentativi} />
      <FormParametri campo={campo} bozza={bozza} onBozza={onBozza} errori={errori} />
      <Button type="submit" color="primary">
        Controlla e continua
      </Button>
    </form>
  )
}
