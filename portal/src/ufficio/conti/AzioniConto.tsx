import { Button } from 'design-react-kit'
import { useState } from 'react'
import type { Importo } from '../../kit/denaro/importo'
import { AmountField } from '../../kit/elements/AmountField'
import { useAnnounce } from '../../kit/elements/Announcer'
import { useChiave } from '../../kit/graphql/useChiave'
import { api } from '../api'
import { FinestraMotivo } from '../elementi/FinestraMotivo'
import { graphql } from '../gql'
import type { StatoServizioFragment } from '../gql/graphql'
import { RegistraIncasso } from './RegistraIncasso'
import { TrasferisciCredito } from './TrasferisciCredito'

const RETTIFICA = graphql(`
  mutation RettificaCredito(
    $famiglia: ID!
    $servizio: Servizio!
    $importo: Importo!
    $motivo: String!
    $chiave: String!
  ) {
    rettificaCredito(famiglia: $famiglia, servizio: $servizio, importo: $importo, motivo: $motivo, chiave: $chiave) {
      ...StatoServizio
    }
  }
`)

interface AzioniContoProps {
  readonly famiglia: string
  readonly stato: StatoServizioFragment
  /** All accounts of the family. */
  readonly stati: readonly StatoServizioFragment[]
  readonly onScritto: () => Promise<void>
}

/** What an office writes on a prepaid account. */
export function AzioniConto({ famiglia, stato, stati, onScritto }: AzioniContoProps) {
  const announce = useAnnounce()
  const [aperta, setAperta] = useState<'incasso' | 'trasferimento' | 'rettifica' | null>(null)

  async function fatto(annuncio: string) {
    setAperta(null)
    announce(annuncio)
    await onScritto()
  }

  return (
    <div className="button-row">
      {stato.modo === 'PREPAGATO' && (
        <Button color="primary" onClick={() => setAperta('incasso')}>
          Registra una ricarica
        </Button>
      )}
      {stato.saldo != null && stato.saldo > 0 && (
        <Button color="primary" outline onClick={() => setAperta('trasferimento')}>
          Trasferisci credito
        </Button>
      )}
      <Button color="primary" outline onClick={() => setAperta('rettifica')}>
        Correggi il credito
      </Button>
      {aperta === 'incasso' && (
        <RegistraIncasso
          title="Registra una ricarica"
          famiglia={famiglia}
          servizio={stato.servizio}
          onFatto={() => void fatto('La ricarica è registrata.')}
          onClose={() => setAperta(null)}
        />
      )}
      {aperta === 'trasferimento' && (
        <TrasferisciCredito
          famiglia={famiglia}
          stato={stato}
          stati={stati}
          onFatto={() => void fatto('Il credito è trasferito.')}
          onClose={() => setAperta(null)}
        />
      )}
      {aperta === 'rettifica' && (
        <CorreggiCredito
          famiglia={famiglia}
          stato={stato}
          onFatto={() => void fatto('Il credito è corretto.')}
          onClose={() => setAperta(null)}
        />
      )}
    </div>
  )
}

interface CorreggiCreditoProps {
  readonly famiglia: string
  readonly stato: StatoServizioFragment
  readonly onFatto: () => void
  readonly onClose: () => void
}

function CorreggiCredito({ famiglia, stato, onFatto, onClose }: CorreggiCreditoProps) {
  const [importo, setImporto] = useState<Importo | null>(null)
  const chiave = useChiave(`${importo}`)
  return (
    <FinestraMotivo
      title="Correggi il credito"
      azione="Correggi"
      hint="Resta fra i movimenti e nel registro delle operazioni."
      invia={async (motivo) => {
        if (importo === null) return null
        return api.execute(RETTIFICA, { famiglia, servizio: stato.servizio, importo, motivo, chiave })
      }}
      onFatto={onFatto}
      onClose={onClose}
    >
      <AmountField
        label="Importo"
        hint="Con il meno davanti, per togliere credito: −5,00."
        negativo
        onChange={setImporto}
      />
    </FinestraMotivo>
  )
}
