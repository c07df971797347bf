import { useEffect, useId, useRef, useState } from 'react'
import { leggiGiorno, leggiGiornoItaliano, scriviGiorno, type Giorno } from '../tempo/giorno'
import { Icon } from './Icon'

interface DateFieldProps {
  readonly label: string
  readonly value: Giorno | null
  readonly onChange: (giorno: Giorno | null) => void
  readonly required?: boolean
  readonly min?: Giorno | null
  readonly max?: Giorno | null
}

/**
 * A day, typed as gg/mm/aaaa or picked in the calendar of the device. A plain date input would be
 * written in the language of the browser, which need not be Italian.
 */
export function DateField({ label, value, onChange, required = false, min = null, max = null }: DateFieldProps) {
  const id = useId()
  const text = useRef<HTMLInputElement>(null)
  const picker = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(() => write(value))
  const problem = check(typed, required, min, max)

  // The form is not sent while the day is wrong: the browser shows why beside the field.
  useEffect(() => text.current?.setCustomValidity(problem ?? ''), [problem])

  // A day chosen elsewhere (the address, another field) replaces what was typed.
  useEffect(() => {
    setTyped((before) => (leggiGiornoItaliano(before) === value ? before : write(value)))
  }, [value])

  function change(next: string) {
    setTyped(next)
    if (check(next, required, min, max) === null) onChange(leggiGiornoItaliano(next))
  }

  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {required ? <span aria-hidden="true"> *</span> : <span className="optional"> (facoltativo)</span>}
      </label>
      <div className="date-field">
        <input
          ref={text}
          id={id}
          className="form-control"
          required={required}
          inputMode="numeric"
          placeholder="gg/mm/aaaa"
          autoComplete="off"
          value={typed}
          aria-invalid={typed !== '' && problem !== null ? true : undefined}
          onChange={(e) => change(e.target.value)}
        />
        <button type="button" aria-label={`Scegli dal calendario: ${label}`} onClick={() => picker.current?.showPicker()}>
          <Icon name="calendar" />
        </button>
        <input
          ref={picker}
          type="date"
          className="date-picker"
          tabIndex={-1}
          aria-hidden="true"
          min={min ?? undefined}
          max={max ?? undefined}
          value={value ?? ''}
          onChange={(e) => {
            const picked = leggiGiorno(e.target.value)
            if (picked) change(scriviGiorno(picked))
          }}
        />
      </div>
    </div>
  )
}

function write(giorno: Giorno | null): string {
  return giorno ? scriviGiorno(giorno) : ''
}

/** Why what was typed is no answer; null when it is one. */
function check(typed: string, required: boolean, min: Giorno | null, max: Giorno | null): string | null {
  if (typed.trim() === '') return required ? 'Scrivi una data, per esempio 03/11/2026.' : null
  const giorno = leggiGiornoItaliano(typed)
  if (!giorno) return 'Scrivi la data come gg/mm/aaaa, per esempio 03/11/2026.'
  if (min && giorno < min) return `La data non può essere prima del ${scriviGiorno(min)}.`
  if (max && giorno > max) return `La data non può essere dopo il ${scriviGiorno(max)}.`
  return null
}
