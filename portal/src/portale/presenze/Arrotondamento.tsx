import { scriviImporto, type Importo } from '../../kit/denaro/importo'
import { scriviPrezzo, type PrezzoUnitario } from '../../kit/denaro/prezzoUnitario'

/** Ten-thousandths of a euro in a cent. */
const PARTI_PER_CENTESIMO = 100

interface ArrotondamentoProps {
  readonly quantita: number
  readonly prezzo: PrezzoUnitario | null | undefined
  readonly importo: Importo | null | undefined
}

/** A price of three or four decimals is paid in cents: the last step, which no rule writes. */
export function Arrotondamento({ quantita, prezzo, importo }: ArrotondamentoProps) {
  if (prezzo == null || importo == null || prezzo * quantita === importo * PARTI_PER_CENTESIMO) return null
  return (
    <p>
      {quantita === 1 ? `Il prezzo di ${scriviPrezzo(prezzo)}` : `${quantita} per ${scriviPrezzo(prezzo)}`} si arrotonda
      al centesimo: <strong>{scriviImporto(importo)}</strong>.
    </p>
  )
}
