import type { Giorno } from './giorno'

/** Month in which a school year begins. */
const SETTEMBRE = 9

/** The first day of the school year in which `giorno` falls: 1 September. */
export function inizioAnnoScolastico(giorno: Giorno): Giorno {
  const anno = Number(giorno.slice(0, 4))
  const mese = Number(giorno.slice(5, 7))
  return `${mese < SETTEMBRE ? anno - 1 : anno}-09-01` as Giorno
}
