interface FieldHelpProps {
  /** Of the control. */
  readonly id: string
  readonly hint: string | undefined
  readonly error: string | null | undefined
}

/** What is said below a control: its hint and its error, both read together with it. */
export function FieldHelp({ id, hint, error }: FieldHelpProps) {
  return (
    <>
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
    </>
  )
}
