import { scriviImporto } from '../../kit/denaro/importo'
import { scriviPrezzo } from '../../kit/denaro/prezzoUnitario'
import { Dialog } from '../../kit/elements/Dialog'
import { Motivazione } from '../../kit/elements/Motivazione'
import { scriviGiorno } from '../../kit/tempo/giorno'
import type { PresenzaFragment } from '../gql/graphql'

interface PerchePrezzoProps {
  readonly presenza: PresenzaFragment
  readonly onClose: () => void
}

/** «Perché questo importo?»: the steps of the regulation, in its own words and order. */
export function PerchePrezzo({ presenza, onClose }: PerchePrezzoProps) {
  return (
    <Dialog title="Perché questo importo?" onClose={onClose} wide>
      <p>
        Pasto del {scriviGiorno(presenza.giorno)}
        {presenza.importo != null && !presenza.daVerificare && (
          <>
            : <strong>{scriviImporto(presenza.importo)}</strong>
          </>
        )}
      </p>
      <Motivazione passi={presenza.motivazione} />
      <Arrotondamento presenza={presenza} />
    </Dialog>
  )
}

/** Ten-thousandths of a euro in a cent. */
const PARTI_PER_CENTESIMO = 100

/** A price of three or four decimals is paid in cents: the last step, which no rule writes. */
function Arrotondamento({ presenza: { prezzoUnitario, importo } }: Pick<PerchePrezzoProps, 'presenza'>) {
  if (prezzoUnitario == null || importo == null || prezzoUnitario === importo * PARTI_PER_CENTESIMO) return null
  return (
    <p>
      Il prezzo di {scriviPrezzo(prezzoUnitario)} si arrotonda al centesimo: <strong>{scriviImporto(importo)}</strong>.
    </p>
  )
}
