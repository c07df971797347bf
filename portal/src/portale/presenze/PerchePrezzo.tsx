import { scriviImporto } from '../../kit/denaro/importo'
import { Dialog } from '../../kit/elements/Dialog'
import { Motivazione } from '../../kit/elements/Motivazione'
import { scriviGiorno } from '../../kit/tempo/giorno'
import type { PresenzaFragment } from '../gql/graphql'
import { Arrotondamento } from './Arrotondamento'

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
      <Arrotondamento quantita={1} prezzo={presenza.prezzoUnitario} importo={presenza.importo} />
    </Dialog>
  )
}
