// The report of `campanella demo`, as the tests need it.

const COMUNE = /^(Comune di .+?) – (.*)$/
const INDIRIZZO = /^ {2}(famiglie|uffici) +(\S+)$/
const PERSONA = /^ {4}(\S+) +(\S+) +(.{25}) (.*)$/

/**
 * The comuni with their addresses and people, and the password of everybody.
 * @returns {{ password: string, comuni: { nome: string, descrizione: string, famiglie: string,
 *   uffici: string, persone: { ruolo: string, utente: string, prova: string }[] }[] }}
 */
export function leggiRapporto(text) {
  const comuni = []
  for (const line of text.split('\n')) {
    const comune = COMUNE.exec(line)
    if (comune) comuni.push({ nome: comune[1], descrizione: comune[2], persone: [] })
    const indirizzo = INDIRIZZO.exec(line)
    if (indirizzo) comuni.at(-1)[indirizzo[1]] = indirizzo[2]
    const persona = PERSONA.exec(line)
    if (persona) comuni.at(-1).persone.push({ ruolo: persona[1], utente: persona[2], prova: persona[4].trim() })
  }
  const password = /^Password di tutti.*: (\S+)$/m.exec(text)?.[1]
  if (comuni.length === 0 || !password) throw new Error(`non è il rapporto della dimostrazione:\n${text}`)
  return { comuni, password }
}
