import type { InputHTMLAttributes } from 'react'
import { bozzaDi, testo } from './bozza'
import type { Campo, CampoNumero, CampoScelta, CampoSiNo, CampoTesto } from './campo'
import { idDi, useErrore, type ParteProps } from './FormContext'
import { leggiBozza } from './leggi'
import { righeDi } from './righe'

/** A field of one value. */
export type CampoSemplice = CampoTesto | CampoNumero | CampoScelta | CampoSiNo

interface ControlloProps extends ParteProps<CampoSemplice> {
  /** Ids of the texts that name it, where it has no label of its own. */
  readonly nomi?: string
  /** Ids of the texts that explain it. */
  readonly spiegazioni?: string
}

/** The control of one value: a text, a list to choose from. Its label stands elsewhere. */
export function Controllo({ campo, bozza, onBozza, percorso, obbligatorio, nomi, spiegazioni = '' }: ControlloProps) {
  const errore = useErrore(percorso)
  const descritto = [spiegazioni, errore.testo === null ? '' : errore.id].filter(Boolean).join(' ')
  const comuni = {
    id: idDi(percorso),
    className: `form-control ${errore.testo === null ? '' : 'is-invalid'}`,
    'aria-labelledby': nomi,
    'aria-describedby': descritto || undefined,
    'aria-invalid': errore.testo === null ? undefined : (true as const),
    'aria-required': obbligatorio || undefined,
  }

  if (campo.genere === 'scelta' || campo.genere === 'sino') {
    const opzioni = campo.genere === 'scelta' ? campo.opzioni.map((o) => [o.chiave, o.titolo] as const) : SI_NO
    const scelta = typeof bozza === 'boolean' ? String(bozza) : testo(bozza)
    return (
      <select {...comuni} value={scelta} onChange={(e) => onBozza(scegli(campo, e.target.value))}>
        <option value="">{nessunaScelta(campo, obbligatorio)}</option>
        {opzioni.map(([chiave, titolo]) => (
          <option key={chiave} value={chiave}>
            {titolo}
          </option>
        ))}
      </select>
    )
  }

  const input: InputHTMLAttributes<HTMLInputElement> = {
    ...comuni,
    value: testo(bozza),
    autoComplete: 'off',
    onChange: (e) => onBozza(e.target.value),
  }
  if (campo.genere === 'testo') return <input {...input} {...DI_TESTO[campo.forma]} />
  return (
    <span className={campo.unita.simbolo ? 'with-unit' : undefined}>
      <input
        {...input}
        inputMode={(campo.minimo ?? 0) < 0 ? 'text' : campo.unita.decimali > 0 ? 'decimal' : 'numeric'}
        // What was understood is shown: "5,5" becomes "5,50".
        onBlur={() => onBozza(riscritto(campo, bozza))}
      />
      {campo.unita.simbolo && <span aria-hidden="true">{campo.unita.simbolo}</span>}
    </span>
  )
}

const SI_NO = [
  ['true', 'Sì'],
  ['false', 'No'],
] as const

const DI_TESTO: Record<CampoTesto['forma'], InputHTMLAttributes<HTMLInputElement>> = {
  libera: {},
  ora: { inputMode: 'numeric', placeholder: 'oo:mm' },
  giorno: { inputMode: 'numeric', placeholder: 'gg/mm/aaaa' },
  istante: { placeholder: 'gg/mm/aaaa oo:mm' },
}

function scegli(campo: CampoScelta | CampoSiNo, chiave: string): string | boolean | undefined {
  if (chiave === '') return undefined
  return campo.genere === 'scelta' ? chiave : chiave === 'true'
}

function riscritto(campo: CampoNumero, bozza: ParteProps['bozza']) {
  const { parametri, errori } = leggiBozza(campo, bozza)
  return errori.length > 0 ? bozza : bozzaDi(campo, parametri)
}

/** What stands for no choice: what holds then, when the schema says it. */
export function nessunaScelta(campo: Campo, obbligatorio: boolean): string {
  const predefinito = scriviPredefinito(campo)
  if (predefinito !== null) return `Non indicato: ${predefinito}`
  return obbligatorio ? 'Scegli…' : 'Non indicato'
}

/** What holds when nothing is given, in words. */
export function scriviPredefinito(campo: Campo): string | null {
  return campo.predefinito === undefined ? null : (righeDi(campo, campo.predefinito)[0]?.valore ?? null)
}
