import { useEffect, useId, useRef } from 'react'

/** What ties a control to its label, its hint and its error; a new error takes the focus to it. */
export function useFieldHelp<E extends HTMLElement>(hint?: string, error?: string | null) {
  const id = useId()
  const ref = useRef<E>(null)
  // The person is brought to what must be mended.
  useEffect(() => {
    if (error) ref.current?.focus()
  }, [error])
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return {
    id,
    /** For the control itself. */
    control: {
      ref,
      id,
      'aria-invalid': error ? true : undefined,
      'aria-describedby': described || undefined,
    },
  }
}
