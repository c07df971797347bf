/** What the patterns of the schemas ask for, in words: a regular expression helps nobody. */
const FORME: Readonly<Record<string, string>> = {
  '^[A-Z][0-9]{3}$': 'una lettera maiuscola e tre cifre, per esempio H501',
  '^[A-Z][A-Z0-9_]{0,39}$': 'lettere maiuscole, cifre e trattini bassi, per esempio PRIMO_SOLLECITO',
}

export function formaInParole(pattern: string | null): string | null {
  return (pattern && FORME[pattern]) ?? null
}
