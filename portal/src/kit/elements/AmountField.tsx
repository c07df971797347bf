import { useEffect, useId, useRef, useState } from 'react'
import { leggiDecimale } from '../denaro/decimale'
import { scriviImporto, type Importo } from '../denaro/importo'

interface AmountFieldProps {
  readonly label: string
  /** Null while nothing, or no amount, is written. */
  readonly onChange: (importo: Importo | null) => void
  readonly hint?: string
  /** The largest amount that makes sense, when there is one. */
  readonly max?: Importo
  /** Whether what is taken away can be written too, with a minus before it. */
  readonly negativo?: boolean
  /** What is written at first. */
  readonly iniziale?: string
}

/** An amount in euro, written as people write it: "5,50". It never passes through a float. */
export function AmountField({ label, onChange, hint, max, negativo = false, iniziale = '' }: AmountFieldProps) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [scritto, setScritto] = useState(iniziale)
  const [toccato, setToccato] = useState(false)
  const problema = controllaImporto(scritto, negativo, max)

  // The form is not sent while the amount is wrong: the browser shows why beside the field.
  useEffect(() => input.current?.setCustomValidity(problema ?? ''), [problema])

  function change(testo: string) {
    setScritto(testo)
    const letto = leggiDecimale(testo, 2)
    onChange('parti' in letto && controllaImporto(testo, negativo, max) === null ? (letto.parti as Importo) : null)
  }

  const sbagliato = toccato && scritto !== '' && problema !== null
  return (
    <div className="field">
      <label htmlFor={id}>
        {label} <span aria-hidden="true">*</span>
      </label>
      <input
        ref={input}
        id={id}
        className={`form-control ${sbagliato ? 'is-invalid' : ''}`}
        required
        inputMode={negativo ? 'text' : 'decimal'}
        placeholder="0,00"
        autoComplete="off"
        value={scritto}
        aria-invalid={sbagliato ? true : undefined}
        aria-describedby={[hint && `${id}-hint`, sbagliato && `${id}-error`].filter(Boolean).join(' ') || undefined}
        onChange={(e) => change(e.target.value)}
        onBlur={() => setToccato(true)}
      />
      {hint && (
        <small id={`${id}-hint`} className="form-text">
          {hint}
        </small>
      )}
      {sbagliato && (
        <p id={`${id}-error`} className="field-error">
          {problema}
        </p>
      )}
    </div>
  )
}

/** Why what was typed is no amount to send; null when it is one. */
export function controllaImporto(scritto: string, negativo: boolean, max?: Importo): string | null {
  const letto = leggiDecimale(scritto, 2)
  if ('errore' in letto) {
    return letto.errore === 'decimali'
      ? 'Scrivi al massimo due cifre dopo la virgola.'
      : 'Scrivi un importo in euro, per esempio 25,50.'
  }
  if (letto.parti === 0) return 'Scrivi un importo diverso da zero.'
  if (letto.parti < 0 && !negativo) return 'Scrivi un importo maggiore di zero.'
  if (max !== undefined && letto.parti > max) return `Scrivi al massimo ${scriviImporto(max)}.`
  return null
}
