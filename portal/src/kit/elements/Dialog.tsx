import { useId, useLayoutEffect, useRef, type ReactNode } from 'react'
import { Icon } from './Icon'

interface DialogProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  readonly wide?: boolean
}

/**
 * A modal window while it is mounted. The browser keeps the focus inside, closes it on Esc and
 * gives the focus back to where it was.
 */
export function Dialog({ title, onClose, children, wide = false }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null)
  const titleId = useId()

  // Within the commit, not after it: a key pressed at once must not find the focus nowhere.
  useLayoutEffect(() => {
    const dialog = ref.current
    const opener = document.activeElement
    if (dialog && !dialog.open) dialog.showModal()
    return () => {
      dialog?.close()
      if (opener instanceof HTMLElement) opener.focus()
    }
  }, [])

  return (
    <dialog
      ref={ref}
      className={`window ${wide ? 'window-wide' : ''}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        // The backdrop belongs to the dialog element itself; everything else is inside it.
        if (event.target === ref.current) onClose()
      }}
    >
      <div className="window-body">
        <div className="window-head">
          <h2 id={titleId} className="h4 mb-0">
            {title}
          </h2>
          <button type="button" className="window-close" onClick={onClose} aria-label="Chiudi la finestra">
            <Icon name="close" />
          </button>
        </div>
        {children}
      </div>
    </dialog>
  )
}
