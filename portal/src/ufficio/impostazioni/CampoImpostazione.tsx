import { Field } from '../../kit/elements/Field'

interface CampoImpostazioneProps {
  readonly label: string
  readonly value: string
  readonly onChange: (testo: string) => void
  readonly error: string | null
  /** What somebody else has just written here; empty when they took it away. */
  readonly altrui: string | undefined
  readonly hint?: string
  readonly type?: string
  readonly required?: boolean
}

/** A setting, and what another administrator made of it in the meantime. */
export function CampoImpostazione({ altrui, hint, onChange, type = 'text', ...campo }: CampoImpostazioneProps) {
  const scritto = altrui === undefined ? null : `L’altra persona ha scritto: ${altrui === '' ? 'niente' : `«${altrui}»`}`
  const suggerimento = [hint, scritto].filter(Boolean).join('. ')
  return (
    <Field
      {...campo}
      type={type}
      className="narrow-form"
      autoComplete="off"
      onChange={(e) => onChange(e.target.value)}
      {...(suggerimento ? { hint: suggerimento } : {})}
    />
  )
}
