import { Button } from 'design-react-kit'
import { useEffect, useState } from 'react'
import { bozzaNuova, elenco, type Bozza } from './bozza'
import type { Campo, CampoElenco, CampoOggetto } from './campo'
import { idDi, idRiga, type ParteProps } from './FormContext'
import { dentro, type Percorso } from './leggi'
import { Parte } from './Parte'
import { RigheSchede } from './RigheSchede'
import { RigheTabella } from './RigheTabella'
import { RigheValori } from './RigheValori'
import { aggiungi, type Cambio } from './righeElenco'
import { eSemplice } from './righe'
import { ScelteMultiple } from './ScelteMultiple'

/** What the rows of a list need, however they are shown. */
export interface RigheProps<E extends Campo = Campo> {
  readonly elemento: E
  readonly titolo: string
  readonly righe: readonly Bozza[]
  readonly onRiga: (quale: number, riga: Bozza) => void
  readonly onCambio: (cambio: Cambio) => void
  readonly percorso: string
}

/** A list: boxes to tick, values one below the other, a table, or a card for each row. */
export function CampoElencoForm(props: ParteProps<CampoElenco>) {
  const { campo, bozza, onBozza, percorso, obbligatorio } = props
  const righe = elenco(bozza)
  const fuoco = useFuoco(percorso)
  const titolo = campo.titolo ?? 'Voci'
  const cambia = (cambio: Cambio) => {
    onBozza(cambio.righe)
    fuoco(cambio)
  }
  const comuni = {
    titolo,
    righe,
    percorso,
    onRiga: (quale: number, riga: Bozza) => onBozza(righe.with(quale, riga)),
    onCambio: cambia,
  }
  const piena = campo.massimo !== null && righe.length >= campo.massimo
  const spunte = campo.senzaDoppioni && campo.elemento.genere === 'scelta' && !inOrdine(campo)

  return (
    <Parte
      titolo={titolo}
      descrizione={campo.descrizione}
      percorso={percorso}
      obbligatorio={obbligatorio}
      vuota={righe.length === 0 && !spunte}
      azione={
        !spunte && (
          <Button
            type="button"
            color="primary"
            outline
            size="sm"
            disabled={piena}
            onClick={() => cambia(aggiungi(righe, bozzaNuova(campo.elemento)))}
          >
            Aggiungi
            <span className="visually-hidden">: {titolo}</span>
          </Button>
        )
      }
    >
      {spunte && campo.elemento.genere === 'scelta' ? (
        <ScelteMultiple opzioni={campo.elemento.opzioni} scelte={righe} onScelte={onBozza} percorso={percorso} />
      ) : (
        <Righe elemento={campo.elemento} {...comuni} />
      )}
    </Parte>
  )
}

const CAMPI = 'input, select, textarea, button'

/**
 * Takes the focus along with a change: to the row that was added, to the button that moves a row
 * on, to the button that adds one when none is left.
 */
function useFuoco(percorso: Percorso): (cambio: Cambio) => void {
  const [cambio, setCambio] = useState<Cambio | null>(null)
  useEffect(() => {
    if (cambio === null) return
    setCambio(null)
    const riga = document.getElementById(idRiga(dentro(percorso, cambio.vai)))
    const dove = riga ?? document.getElementById(idDi(percorso))
    const ancora = dove?.querySelector<HTMLElement>(`[data-verso="${cambio.verso}"]:not(:disabled)`)
    const meta = ancora ?? dove?.querySelector<HTMLElement>(CAMPI)
    meta?.focus()
  }, [cambio, percorso])
  return setCambio
}

/** Lists of choices whose order counts say so in their title: it is all that a schema can say. */
function inOrdine({ titolo }: CampoElenco): boolean {
  return /\bin ordine\b/i.test(titolo ?? '')
}

function Righe({ elemento, ...props }: RigheProps) {
  if (elemento.genere === 'testo' || elemento.genere === 'numero' || elemento.genere === 'scelta' || elemento.genere === 'sino') {
    return <RigheValori {...props} elemento={elemento} />
  }
  if (elemento.genere === 'oggetto' && staInTabella(elemento)) return <RigheTabella {...props} elemento={elemento} />
  return <RigheSchede {...props} elemento={elemento} />
}

/** Columns that fit on a screen. */
const COLONNE = 5

/** Whether every field fits in a cell: one value, or a few of them. */
function staInTabella({ voci }: CampoOggetto): boolean {
  const inCella = (campo: Campo) => eSemplice(campo) || (campo.genere === 'elenco' && campo.elemento.genere === 'numero')
  return voci.length <= COLONNE && voci.every(({ campo }) => inCella(campo))
}
