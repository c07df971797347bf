import type { ReactNode } from 'react'

interface DataListProps {
  readonly rows: readonly (readonly [label: string, value: ReactNode])[]
}

/** Fields that are only read: name and value. What is not known is a dash. */
export function DataList({ rows }: DataListProps) {
  return (
    <dl className="data-list">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value === null || value === undefined || value === '' ? '—' : value}</dd>
        </div>
      ))}
    </dl>
  )
}
