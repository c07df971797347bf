import { useRef } from 'react'

/**
 * The key that makes sending a form twice harmless: the same as long as what is sent stays the
 * same, another one as soon as it changes.
 */
export function useChiave(contenuto: string): string {
  const chiave = useRef<{ readonly contenuto: string; readonly valore: string } | null>(null)
  if (chiave.current?.contenuto !== contenuto) chiave.current = { contenuto, valore: crypto.randomUUID() }
  return chiave.current.valore
}
