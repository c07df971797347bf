import { useState } from 'react'
import { scriviImporto } from '../../kit/denaro/importo'
import { Dialog } from '../../kit/elements/Dialog'
import { cercaFamiglie, NESSUNA_FAMIGLIA, quanteFamiglie, type FamigliaTrovata } from '../conti/conti'
import { CercaPerCognome } from '../elementi/CercaPerCognome'
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
      <CercaPerCognome
        cerca={cercaFamiglie}
        nessuno={NESSUNA_FAMIGLIA}
        quanti={quanteFamiglie}
        onCerca={() => setFamiglia(null)}
      >
        {(trovate) => (
          <ul className="choices" aria-label="Famiglie trovate">
            {trovate.map((trovata) => (
              <li key={trovata.id}>
                <button type="button" aria-pressed={trovata.id === famiglia?.id} onClick={() => setFamiglia(trovata)}>
                  {trovata.figli.join(', ')}
                </button>
              </li>
            ))}
          </ul>
        )}
      </CercaPerCognome>
      {famiglia && (
        <CheCosaPaga key={famiglia.id} ricevuta={ricevuta} famiglia={String(famiglia.id)} onFatto={onFatto} onClose={onClose} />
      )}
    </Dialog>
  )
}
