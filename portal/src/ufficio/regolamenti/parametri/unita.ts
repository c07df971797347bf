import { scriviDecimale } from '../../../kit/denaro/decimale'

/** How a whole number of the parameters is typed and read by people. */
export interface Unita {
  /** Decimals of what is typed: 2 when the stored number is of hundredths. */
  readonly decimali: number
  /** Decimals that are always written. */
  readonly minimi: number
  readonly simbolo: '€' | '%' | null
  /** What to type, for a hint and for an error. */
  readonly esempio: string
}

const INTERO: Unita = { decimali: 0, minimi: 0, simbolo: null, esempio: '10' }

/** The formats of the schemas of parameters (docs/regole.md). */
const FORMATI: Readonly<Record<string, Unita>> = {
  centesimi: { decimali: 2, minimi: 2, simbolo: '€', esempio: '5,50' },
  decimillesimi: { decimali: 4, minimi: 2, simbolo: '€', esempio: '5,50' },
  centesimi_di_percento: { decimali: 2, minimi: 0, simbolo: '%', esempio: '12,5' },
  centesimi_di_punto: { decimali: 2, minimi: 0, simbolo: null, esempio: '1,25' },
}

/** The unit of a number with this format; without one it is a whole number. */
export function unitaDi(formato: string | undefined): Unita {
  return (formato && FORMATI[formato]) || INTERO
}

/** The number as it is typed: without its symbol, which stands beside the field. */
export function scriviParti(parti: number, { decimali, minimi }: Unita): string {
  return scriviDecimale(parti, decimali, minimi)
}

/** The number as it is read, with its symbol. */
export function scriviConUnita(parti: number, unita: Unita): string {
  const numero = scriviParti(parti, unita)
  return unita.simbolo ? `${numero}\u00a0${unita.simbolo}` : numero
}
