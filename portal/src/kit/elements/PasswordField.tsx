import { useState } from 'react'
import { FieldHelp } from './FieldHelp'
import { Icon } from './Icon'
import { useFieldHelp } from './useFieldHelp'

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
  const { id, control } = useFieldHelp<HTMLInputElement>(hint, error)
  const [visible, setVisible] = useState(false)

  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        <span aria-hidden="true"> *</span>
      </label>
      <div className="password-field">
        <input
          {...control}
          type={visible ? 'text' : 'password'}
          className={`form-control ${error ? 'is-invalid' : ''}`}
          required
          minLength={minLength}
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          value={value}
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
      <FieldHelp id={id} hint={hint} error={error} />
    </div>
  )
}
