import type { TextareaHTMLAttributes } from 'react'
import { FieldHelp } from './FieldHelp'
import { useFieldHelp } from './useFieldHelp'

interface TextFieldProps extends TextareaHTMLAttributes<HTMLTextAreaElement> {
  readonly label: string
  readonly hint?: string
  readonly error?: string | null
}

/** A labelled text of some lines. */
export function TextField({ label, hint, error, ...text }: TextFieldProps) {
  const { id, control } = useFieldHelp<HTMLTextAreaElement>(hint, error)
  return (
    <div className="field">
      <label htmlFor={id}>
        {label} <span className="optional">(facoltativo)</span>
      </label>
      <textarea
        {...control}
        className={`form-control ${error ? 'is-invalid' : ''}`}
        rows={3}
        {...text}
      />
      <FieldHelp id={id} hint={hint} error={error} />
    </div>
  )
}
