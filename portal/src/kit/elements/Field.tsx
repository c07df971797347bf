import type { InputHTMLAttributes } from 'react'
import { FieldHelp } from './FieldHelp'
import { useFieldHelp } from './useFieldHelp'

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly label: string
  readonly hint?: string
  readonly error?: string | null
}

/** A labelled input with its hint and its error, both read together with it. */
export function Field({ label, hint, error, required, className = '', ...input }: FieldProps) {
  const { id, control } = useFieldHelp<HTMLInputElement>(hint, error)

  return (
    <div className={`field ${className}`}>
      <label htmlFor={id}>
        {label}
        {required ? <span aria-hidden="true"> *</span> : <span className="optional"> (facoltativo)</span>}
      </label>
      <input
        {...control}
        className={`form-control ${error ? 'is-invalid' : ''}`}
        required={required}
        {...input}
      />
      <FieldHelp id={id} hint={hint} error={error} />
    </div>
  )
}
