import { Icon } from '../../../kit/elements/Icon'
import type { Bozza } from './bozza'
import { sposta, togli, type Cambio, type Verso } from './righeElenco'

interface PulsantiRigaProps {
  readonly righe: readonly Bozza[]
  readonly quale: number
  /** What the row is called, read after each button. */
  readonly nome: string
  readonly onCambio: (cambio: Cambio) => void
}

/** Moves a row up or down, or takes it away. */
export function PulsantiRiga({ righe, quale, nome, onCambio }: PulsantiRigaProps) {
  return (
    <span className="row-buttons">
      <Pulsante
        icona="arrow-up"
        testo="Sposta in su"
        nome={nome}
        verso={-1}
        disabled={quale === 0}
        onClick={() => onCambio(sposta(righe, quale, -1))}
      />
      <Pulsante
        icona="arrow-down"
        testo="Sposta in giù"
        nome={nome}
        verso={1}
        disabled={quale === righe.length - 1}
        onClick={() => onCambio(sposta(righe, quale, 1))}
      />
      <Pulsante icona="delete" testo="Togli" nome={nome} onClick={() => onCambio(togli(righe, quale))} />
    </span>
  )
}

interface PulsanteProps {
  readonly icona: string
  readonly testo: string
  readonly nome: string
  readonly verso?: Verso
  readonly disabled?: boolean
  readonly onClick: () => void
}

function Pulsante({ icona, testo, nome, verso, disabled = false, onClick }: PulsanteProps) {
  return (
    <button
      type="button"
      disabled={disabled}
      data-verso={verso}
      aria-label={`${testo}: ${nome}`}
      title={testo}
      onClick={onClick}
    >
      <Icon name={icona} />
    </button>
  )
}
