const MINUTO = 60_000

function conta(quanti: number, uno: string, molti: string): string {
  return `${quanti} ${quanti === 1 ? uno : molti}`
}

/** The time left in words, in the two largest units: "2 ore e 15 minuti". Null when none is left. */
export function tempoRimanente(daMs: number, finoMs: number): string | null {
  const resto = finoMs - daMs
  if (resto <= 0) return null
  if (resto < MINUTO) return 'meno di un minuto'
  const minuti = Math.floor(resto / MINUTO)
  const ore = Math.floor(minuti / 60)
  const giorni = Math.floor(ore / 24)
  const parti =
    giorni > 0
      ? [conta(giorni, 'giorno', 'giorni'), ore % 24 && conta(ore % 24, 'ora', 'ore')]
      : [ore && conta(ore, 'ora', 'ore'), minuti % 60 && conta(minuti % 60, 'minuto', 'minuti')]
  return parti.filter(Boolean).join(' e ')
}
