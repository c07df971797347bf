import { Button } from 'design-react-kit'
import { useEffect, useRef } from 'react'
import { bozzaNuova, oggetto, type Bozza, type BozzaOggetto } from './bozza'
import type { CampoOggetto, Voce } from './campo'
import { CampoForm } from './CampoForm'
import { Parte } from './Parte'
import type { ParteProps } from './FormContext'
import { dentro, type Percorso } from './leggi'

/** A part with parts of its own. One that may be left out is added and taken away with a button. */
export function CampoOggettoForm({ campo, bozza, onBozza, percorso, obbligatorio }: ParteProps<CampoOggetto>) {
  const presente = obbligatorio || bozza !== undefined
  const contenuto = useRef<HTMLDivElement>(null)
  const appenaAggiunta = useRef(false)
  // The focus goes to what was added, and stays on the button when it is taken away.
  useEffect(() => {
    if (presente && appenaAggiunta.current) contenuto.current?.querySelector<HTMLElement>('input, select, button')?.focus()
    appenaAggiunta.current = false
  }, [presente])

  function cambia() {
    appenaAggiunta.current = !presente
    onBozza(presente ? undefined : bozzaNuova(campo))
  }

  return (
    <Parte
      titolo={campo.titolo}
      descrizione={campo.descrizione}
      percorso={percorso}
      obbligatorio={obbligatorio}
      vuota={!presente}
      azione={
        !obbligatorio && (
          <Button type="button" color="primary" outline size="sm" onClick={cambia}>
            {presente ? 'Togli' : 'Aggiungi'}
            <span className="visually-hidden">: {campo.titolo}</span>
          </Button>
        )
      }
    >
      {presente && (
        <div ref={contenuto}>
          <Voci voci={campo.voci} bozza={oggetto(bozza)} onBozza={onBozza} percorso={percorso} />
        </div>
      )}
    </Parte>
  )
}

interface VociProps {
  readonly voci: readonly Voce[]
  readonly bozza: BozzaOggetto
  readonly onBozza: (bozza: Bozza) => void
  readonly percorso: Percorso
}

/** The fields of an object, one after the other; short ones side by side where there is room. */
export function Voci({ voci, bozza, onBozza, percorso }: VociProps) {
  return (
    <div className="part-fields">
      {voci.map(({ nome, campo, obbligatoria }) => (
        <CampoForm
          key={nome}
          campo={campo}
          bozza={bozza[nome]}
          onBozza={(nuova) => onBozza({ ...bozza, [nome]: nuova })}
          percorso={dentro(percorso, nome)}
          obbligatorio={obbligatoria}
        />
      ))}
    </div>
  )
}
