import { scriviImporto, type Importo } from '../../kit/denaro/importo'
import type { PrezzoUnitario } from '../../kit/denaro/prezzoUnitario'
import { Dialog } from '../../kit/elements/Dialog'
import { Motivazione } from '../../kit/elements/Motivazione'
import { graphql } from '../gql'
import type { PassoSpiegazioneFragment } from '../gql/graphql'
import { Arrotondamento } from '../presenze/Arrotondamento'

export const PASSO_SPIEGAZIONE = graphql(`
  fragment PassoSpiegazione on PassoSpiegazione {
    testo
    articolo
    dopo
  }
`)

/** An amount that can be explained. */
export interface Spiegato {
  /** What is paid: "Pasto del 12/11/2026". */
  readonly oggetto: string
  readonly quantita: number
  readonly prezzo?: PrezzoUnitario | null | undefined
  readonly importo?: Importo | null | undefined
  readonly spiegazione: readonly PassoSpiegazioneFragment[]
}

/** «Perché questo importo?»: the steps of the regulation that led to what is charged. */
export function PercheImporto({ spiegato, onClose }: { readonly spiegato: Spiegato; readonly onClose: () => void }) {
  const { oggetto, quantita, prezzo, importo, spiegazione } = spiegato
  return (
    <Dialog title="Perché questo importo?" onClose={onClose} wide>
      <p>
        {oggetto}
        {importo != null && (
          <>
            : <strong>{scriviImporto(importo)}</strong>
          </>
        )}
      </p>
      <Motivazione passi={spiegazione} />
      <Arrotondamento quantita={quantita} prezzo={prezzo} importo={importo} />
    </Dialog>
  )
}

interface PulsantePercheProps {
  readonly spiegato: Spiegato
  readonly onPerche: (spiegato: Spiegato) => void
}

/** Opens the explanation, where there is one. */
export function PulsantePerche({ spiegato, onPerche }: PulsantePercheProps) {
  if (spiegato.spiegazione.length === 0) return null
  return (
    <button type="button" className="btn-inline" onClick={() => onPerche(spiegato)}>
      Perché questo importo?
      <span className="visually-hidden"> {spiegato.oggetto}</span>
    </button>
  )
}
