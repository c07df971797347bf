import { useEffect, useId, useRef, useState } from 'react'
import { Icon } from './Icon'

interface PasswordFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly autoComplete: 'current-password' | 'new-password'
  readonly hint?: string
  readonly error?: string | null
  readonly minLength?: number
}

/** A password, hidden until the person asks to see what was typed. */
export function PasswordField({ label, value, onChange, autoComplete, hint, error, minLength }: PasswordFieldProps) {
  const id = useId()
  const ref = useRef<HTMLInputElement>(null)
  const [visible, setVisible] = useState(false)
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  // The person is brought to what must be mended.
  useEffect(() => {
    if (error) ref.current?.focus()
  }, [error])

  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        <span aria-hidden="true"> *</span>
      </label>
      <div className="password-field">
        <input
          ref={ref}
          id={id}
          type={visible ? 'text' : 'password'}
          className={`form-control ${error ? 'is-invalid' : ''}`}
          required
          minLength={minLength}
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          value={value}
          aria-invalid={error ? true : undefined}
          aria-describedby={described || undefined}
          onChange={(e) => onChange(e.target.value)}
        />
        <button
          type="button"
          aria-pressed={visible}
          aria-label={`Mostra il testo: ${label}`}
          onClick={() => setVisible(!visible)}
        >
          <Icon name={visible ? 'password-invisible' : 'password-visible'} />
        </button>
      </div>
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
