import { useId } from 'react'

/** A kind of part of a bar. */
export interface Serie {
  readonly nome: string
  /** A colour of at least 3 to 1 on white. */
  readonly colore: string
}

export interface Barra {
  readonly etichetta: string
  /** One number for each kind, none negative. */
  readonly valori: readonly number[]
}

interface BarreProps {
  readonly titolo: string
  /** How a number is read; as it is, when nothing else is said. */
  readonly scrivi?: (valore: number) => string
  readonly serie: readonly Serie[]
  readonly barre: readonly Barra[]
}

/** Heights in pixels: of a line of words, of a bar, between one bar and the next. */
const PAROLE = 20
const ALTEZZA = 20
const SPAZIO = 14

/**
 * Bars one below the other, each with its words above it: readable at any width, without colour
 * too. What a screen reader hears is its title; the numbers are in the table beside it.
 */
export function Barre({ titolo, serie, barre, scrivi = String }: BarreProps) {
  const id = useId()
  const totali = barre.map(({ valori }) => valori.reduce((somma, valore) => somma + valore, 0))
  const massimo = Math.max(1, ...totali)
  const parte = (quanti: number) => `${(quanti / massimo) * 100}%`
  const piuSerie = serie.length > 1
  const inizioBarra = piuSerie ? 2 * PAROLE : PAROLE
  const passo = inizioBarra + ALTEZZA + SPAZIO
  return (
    <figure className="chart">
      {piuSerie && (
        <ul className="chart-legend" aria-hidden="true">
          {serie.map(({ nome, colore }) => (
            <li key={nome}>
              <span style={{ background: colore }} /> {nome}
            </li>
          ))}
        </ul>
      )}
      <svg role="img" aria-labelledby={id} width="100%" height={barre.length * passo}>
        <title id={id}>{titolo}. I numeri sono nella tabella che segue.</title>
        {barre.map(({ etichetta, valori }, i) => (
          <svg key={etichetta} y={i * passo} width="100%" height={passo} aria-hidden="true">
            <text y={PAROLE - 5} className="chart-label">
              {piuSerie ? etichetta : `${etichetta}: ${scrivi(valori[0] ?? 0)}`}
            </text>
            {piuSerie && <text y={2 * PAROLE - 5}>{valori.map((valore, j) => `${scrivi(valore)} ${serie[j]?.nome}`).join(', ')}</text>}
            <rect y={inizioBarra} width="100%" height={ALTEZZA} className="chart-track" />
            {valori.map((valore, j) => (
              <rect
                key={serie[j]?.nome}
                x={parte(valori.slice(0, j).reduce((somma, prima) => somma + prima, 0))}
                y={inizioBarra}
                width={parte(valore)}
                height={ALTEZZA}
                fill={serie[j]?.colore}
              />
            ))}
          </svg>
        ))}
      </svg>
    </figure>
  )
}
