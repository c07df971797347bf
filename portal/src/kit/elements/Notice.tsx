import type { ReactNode } from 'react'

interface NoticeProps {
  readonly tone: 'info' | 'success' | 'warning' | 'danger'
  readonly children: ReactNode
}

/** A message in the page. Errors and warnings are announced at once, the rest when there is a pause. */
export function Notice({ tone, children }: NoticeProps) {
  const urgent = tone === 'danger' || tone === 'warning'
  return (
    <div className={`alert alert-${tone}`} role={urgent ? 'alert' : 'status'}>
      {children}
    </div>
  )
}
