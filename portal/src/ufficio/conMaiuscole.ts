/** Names are kept with capitals: "de rossi" → "De Rossi", "d'amico" → "D'Amico". */
export function conMaiuscole(cognome: string): string {
  return cognome.trim().replace(/(^|[\s'’])\p{Ll}/gu, (lettera) => lettera.toUpperCase())
}
