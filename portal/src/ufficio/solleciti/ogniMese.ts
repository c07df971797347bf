import type { Giorno } from '../../kit/tempo/giorno'
import { meseDi, piuMesi, ultimoGiorno } from '../../kit/tempo/mese'

/** The same day of `quante` months, from `prima`; the last of those that are shorter. */
export function ogniMese(prima: Giorno, quante: number): readonly Giorno[] {
  const giorno = prima.slice(8)
  return Array.from({ length: quante }, (_, i) => {
    const mese = piuMesi(meseDi(prima), i)
    const ultimo = ultimoGiorno(mese)
    const suo = `${mese}-${giorno}` as Giorno
    return suo > ultimo ? ultimo : suo
  })
}
