import { useState } from 'react'
import { scriviImporto } from '../../kit/denaro/importo'
import { Dialog } from '../../kit/elements/Dialog'
import type { FamigliaTrovata } from '../conti/conti'
import { ScegliFamiglia } from '../conti/ScegliFamiglia'
import type { RicevutaFragment } from '../gql/graphql'
import { CheCosaPaga } from './CheCosaPaga'

interface AttribuisciProps {
  readonly ricevuta: RicevutaFragment
  readonly onFatto: () => void
  readonly onClose: () => void
}

/** Whose the money of a receipt is, and what it pays. */
export function Attribuisci({ ricevuta, onFatto, onClose }: AttribuisciProps) {
  const [famiglia, setFamiglia] = useState<FamigliaTrovata | null>(null)
  return (
    <Dialog title={`Attribuisci ${scriviImporto(ricevuta.importo)}`} onClose={onClose}>
      <ScegliFamiglia scelta={famiglia} onScelta={setFamiglia} />
      {famiglia && (
        <CheCosaPaga key={famiglia.id} ricevuta={ricevuta} famiglia={String(famiglia.id)} onFatto={onFatto} onClose={onClose} />
      )}
    </Dialog>
  )
}
