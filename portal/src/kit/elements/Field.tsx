import { useEffect, useId, useRef, type InputHTMLAttributes } from 'react'

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly label: string
  readonly hint?: string
  readonly error?: string | null
}

/** A labelled input with its hint and its error, both read together with it. */
export function Field({ label, hint, error, required, className = '', ...input }: FieldProps) {
  const id = useId()
  const ref = useRef<HTMLInputElement>(null)
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  // The person is brought to what must be mended.
  useEffect(() => {
    if (error) ref.current?.focus()
  }, [error])

  return (
    <div className={`field ${className}`}>
      <label htmlFor={id}>
        {label}
        {required ? <span aria-hidden="true"> *</span> : <span className="optional"> (facoltativo)</span>}
      </label>
      <input
        ref={ref}
        id={id}
        className={`form-control ${error ? 'is-invalid' : ''}`}
        required={required}
        aria-invalid={error ? true : undefined}
        aria-describedby={described || undefined}
        {...input}
      />
      {hint && (
        <small id={`${id}-hint`} className="form-text">
          {hint}
        </small>
      )}
      {error && (
        <p id={`${id}-error`} className="field-error">
          {error}
        </p>
      )}
    </div>
  )
}
