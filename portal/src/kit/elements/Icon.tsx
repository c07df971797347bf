import sprites from 'bootstrap-italia/dist/svg/sprites.svg?url'

interface IconProps {
  /** Name in the sprite of Bootstrap Italia, without "it-". */
  readonly name: string
  readonly size?: 'xs' | 'sm' | 'lg' | 'xl'
  readonly className?: string
}

/** A drawing beside a text that says the same: hidden from screen readers. */
export function Icon({ name, size = 'sm', className = '' }: IconProps) {
  return (
    <svg className={`icon icon-${size} ${className}`} aria-hidden="true" focusable="false">
      <use href={`${sprites}#it-${name}`} />
    </svg>
  )
}
