interface Nominato {
  readonly cognome: string
  readonly nome: string
}

/** By surname, then by name: the API orders by the surname alone. */
export function perCognome(a: Nominato, b: Nominato): number {
  return a.cognome.localeCompare(b.cognome, 'it') || a.nome.localeCompare(b.nome, 'it')
}
