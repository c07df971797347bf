import { useRef, useState, type KeyboardEvent } from 'react'
import { nomeGiornoSettimana, type Giorno } from '../../kit/tempo/giorno'
import { scriviMese, type Mese } from '../../kit/tempo/mese'
import { oggi } from '../../kit/tempo/orologio'
import type { GiornoFragment } from '../gql/graphql'
import { CellaGiorno } from './CellaGiorno'
import { griglia } from './settimane'

interface CalendarioMeseProps {
  readonly mese: Mese
  readonly giorni: readonly GiornoFragment[]
  readonly onGiorno: (giorno: Giorno) => void
}

/** How far the arrow keys move, in rows and columns. */
const FRECCE: Readonly<Record<string, readonly [riga: number, colonna: number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
}

/** The month as a grid: one stop of the Tab key, the arrows move between its days. */
export function CalendarioMese({ mese, giorni, onGiorno }: CalendarioMeseProps) {
  const { colonne, settimane } = griglia(giorni)
  const tutti = settimane.flat().filter((g): g is GiornoFragment => g !== null)
  const [scelto, setScelto] = useState<Giorno | null>(null)
  const tabella = useRef<HTMLTableElement>(null)
  const attivo = tutti.find((g) => g.giorno === scelto) ?? tutti.find((g) => g.giorno >= oggi()) ?? tutti[0]

  function vai(giorno: GiornoFragment) {
    setScelto(giorno.giorno)
    tabella.current?.querySelector<HTMLElement>(`[data-giorno="${giorno.giorno}"]`)?.focus()
  }

  function tasto(event: KeyboardEvent) {
    const arrivo = destinazione(event.key)
    if (!arrivo) return
    event.preventDefault()
    vai(arrivo)
  }

  function destinazione(key: string): GiornoFragment | null {
    const riga = settimane.findIndex((s) => s.some((g) => g === attivo))
    const settimana = settimane[riga]
    if (!settimana || !attivo) return null
    const presenti = settimana.filter((g) => g !== null)
    if (key === 'Home') return presenti[0] ?? null
    if (key === 'End') return presenti.at(-1) ?? null
    const freccia = FRECCE[key]
    if (!freccia) return null
    const [giu, lato] = freccia
    if (lato !== 0) return tutti[tutti.indexOf(attivo) + lato] ?? null
    return settimane[riga + giu]?.[settimana.indexOf(attivo)] ?? null
  }

  return (
    <table ref={tabella} role="grid" className="calendar" aria-label={`Calendario di ${scriviMese(mese)}`} onKeyDown={tasto}>
      <thead>
        <tr>
          {colonne.map((n) => (
            <th key={n} scope="col" abbr={nomeGiornoSettimana(n)}>
              <span aria-hidden="true">{nomeGiornoSettimana(n).slice(0, 3)}</span>
              <span className="visually-hidden">{nomeGiornoSettimana(n)}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {settimane.map((settimana, i) => (
          <tr key={i}>
            {settimana.map((giorno, colonna) =>
              giorno ? (
                <CellaGiorno
                  key={giorno.giorno}
                  giorno={giorno}
                  oggi={giorno.giorno === oggi()}
                  attivo={giorno === attivo}
                  onApri={() => {
                    setScelto(giorno.giorno)
                    onGiorno(giorno.giorno)
                  }}
                />
              ) : (
                <td key={`vuoto-${colonna}`} />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
