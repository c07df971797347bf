import { useId, type ReactNode } from 'react'

interface PanelProps {
  readonly title: string
  readonly children: ReactNode
  /** Something beside the title: a state, an action. */
  readonly aside?: ReactNode
}

/** A titled part of a page. */
export function Panel({ title, children, aside }: PanelProps) {
  const id = useId()
  return (
    <section className="panel" aria-labelledby={id}>
      <div className="panel-head">
        <h2 id={id} className="h4">
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  )
}
