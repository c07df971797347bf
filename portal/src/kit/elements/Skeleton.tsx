interface SkeletonProps {
  /** How many grey lines stand in for what is coming. */
  readonly lines?: number
}

/** The shape of what is being loaded. */
export function Skeleton({ lines = 4 }: SkeletonProps) {
  return (
    <div role="status" className="skeleton">
      <span className="visually-hidden">Caricamento in corso…</span>
      {Array.from({ length: lines }, (_, i) => (
        <span key={i} className="skeleton-line" aria-hidden="true" />
      ))}
    </div>
  )
}
