import { useEffect, useMemo, useRef, useState } from 'react'
import type { AttivazioneFragment } from '../../gql/graphql'
import { bozzaDi, bozzaNuova, type Bozza } from '../parametri/bozza'
import type { Errore } from '../parametri/leggi'
import type { Json } from '../parametri/schema'
import { ProvaESimula } from '../prova/ProvaESimula'
import { campoDellaRegola, type Regola } from '../regolamenti'
import { conserva, riprendi } from './bozzaSalvata'
import type { Preparazione as Cosa } from './indirizzo'
import { PassoParametri } from './PassoParametri'
import { PassoVigore } from './PassoVigore'

const PASSI = {
  parametri: 'Parametri',
  prova: 'Prova',
  vigore: 'Entrata in vigore',
} as const

type Passo = keyof typeof PASSI

interface PreparazioneProps {
  readonly indirizzo: string
  readonly cosa: Cosa
  readonly regola: Regola
  /** The activation whose parameters are the start. */
  readonly da: AttivazioneFragment | null
  readonly attivazioni: readonly AttivazioneFragment[]
  readonly duePersone: boolean
}

/** The steps of a regulation that is being prepared. What was typed stays when going back and forth. */
export function Preparazione({ indirizzo, cosa, regola, da, attivazioni, duePersone }: PreparazioneProps) {
  const campo = useMemo(() => campoDellaRegola(regola), [regola])
  const inizio = useMemo(() => (da ? bozzaDi(campo, da.parametri as Json) : bozzaNuova(campo)), [campo, da])
  const [ripresa] = useState(() => riprendi(indirizzo))
  const [bozza, setBozza] = useState<Bozza>(ripresa ?? inizio)
  const [parametri, setParametri] = useState<Json>()
  const [rifiutati, setRifiutati] = useState<readonly Errore[]>([])
  const [passo, setPasso] = useState<Passo>('parametri')
  const titolo = useRef<HTMLHeadingElement>(null)

  // A new step is a new page to the person: its heading takes the focus, unless the errors have it.
  const primo = useRef(true)
  const conErrori = rifiutati.length > 0
  useEffect(() => {
    if (!primo.current && !conErrori) titolo.current?.focus()
    primo.current = false
  }, [passo, conErrori])

  function cambia(nuova: Bozza) {
    setBozza(nuova)
    setRifiutati([])
    conserva(indirizzo, nuova)
  }

  const passi = Object.keys(PASSI) as Passo[]
  const avanti = (da: Passo) => setPasso(passi[passi.indexOf(da) + 1] ?? da)

  return (
    <>
      <ol className="wizard" aria-label="Passi">
        {passi.map((uno) => (
          <li key={uno} aria-current={uno === passo ? 'step' : undefined}>
            {PASSI[uno]}
          </li>
        ))}
      </ol>
      <h2 ref={titolo} tabIndex={-1} className="h3 wizard-title">
        {PASSI[passo]}
      </h2>
      {passo === 'parametri' && (
        <PassoParametri
          regola={regola}
          campo={campo}
          bozza={bozza}
          ripresa={ripresa !== undefined}
          rifiutati={rifiutati}
          onBozza={cambia}
          onRicomincia={() => cambia(inizio)}
          onPronti={(letti) => {
            setParametri(letti)
            setRifiutati([])
            avanti('parametri')
          }}
        />
      )}
      {passo !== 'parametri' && (
        <button type="button" className="btn-inline mb-3" onClick={() => setPasso('parametri')}>
          Torna ai parametri
        </button>
      )}
      {passo === 'prova' && parametri !== undefined && (
        <>
          <ProvaESimula
            ambito={cosa}
            regola={{ digest: regola.digest, parametri }}
            schemaCaso={regola.schemaCaso}
            attivazioni={attivazioni}
          />
          <button type="button" className="btn btn-primary" onClick={() => avanti('prova')}>
            Continua: entrata in vigore
          </button>
        </>
      )}
      {passo === 'vigore' && parametri !== undefined && (
        <PassoVigore
          cosa={cosa}
          campo={campo}
          parametri={parametri}
          attivazioni={attivazioni}
          duePersone={duePersone}
          onRifiutati={(errori) => {
            setRifiutati(errori)
            setPasso('parametri')
          }}
        />
      )}
    </>
  )
}
