import { useState } from 'react'
import { scriviDecimale } from '../../kit/denaro/decimale'
import type { Importo } from '../../kit/denaro/importo'
import { AmountField } from '../../kit/elements/AmountField'
import { useChiave } from '../../kit/graphql/useChiave'
import { api } from '../api'
import { RegistraIncasso } from '../conti/RegistraIncasso'
import { FinestraMotivo } from '../elementi/FinestraMotivo'
import { graphql } from '../gql'
import { rataDaIncassare, type Azione } from './rette'

const ESCLUDI = graphql(`
  mutation EscludiRetta($id: ID!, $motivo: String!) {
    escludiRetta(id: $id, motivo: $motivo)
  }
`)

const CORREGGI = graphql(`
  mutation CorreggiRetta($id: ID!, $importo: Importo!, $motivo: String!, $chiave: String!) {
    correggiRetta(id: $id, importo: $importo, motivo: $motivo, chiave: $chiave)
  }
`)

const ANNULLA = graphql(`
  mutation AnnullaRetta($id: ID!, $motivo: String!) {
    annullaRetta(id: $id, motivo: $motivo)
  }
`)

interface AzioneRettaProps {
  readonly azione: Azione
  readonly onFatta: (annuncio: string) => void
  readonly onClose: () => void
}

/** The window of what was chosen for one bill. */
export function AzioneRetta({ azione: { tipo, retta }, onFatta, onClose }: AzioneRettaProps) {
  const [importo, setImporto] = useState<Importo | null>(null)
  const chiave = useChiave(`${importo}`)
  const rata = rataDaIncassare(retta)
  switch (tipo) {
    case 'incassa':
      return (
        rata && (
          <RegistraIncasso
            title="Registra un pagamento"
            famiglia={retta.famiglia}
            servizio={retta.servizio}
            rata={{ ...rata, scritto: scriviDecimale(rata.residuo, 2, 2) }}
            onFatto={() => onFatta('Il pagamento è registrato.')}
            onClose={onClose}
          />
        )
      )
    case 'escludi':
      return (
        <FinestraMotivo
          title={`Escludi la retta n. ${retta.id}`}
          azione="Escludi"
          hint="Ciò che pagava aspetta un’altra emissione."
          invia={(motivo) => api.execute(ESCLUDI, { id: retta.id, motivo })}
          onFatto={() => onFatta('La retta è esclusa.')}
          onClose={onClose}
        />
      )
    case 'annulla':
      return (
        <FinestraMotivo
          title={`Annulla la retta n. ${retta.id}`}
          azione="Annulla la retta"
          hint="Lo leggerà la famiglia; ciò che pagava aspetta un’altra emissione."
          invia={(motivo) => api.execute(ANNULLA, { id: retta.id, motivo })}
          onFatto={() => onFatta('La retta è annullata.')}
          onClose={onClose}
        />
      )
    case 'correggi':
      return (
        <FinestraMotivo
          title={`Correggi la retta n. ${retta.id}`}
          azione="Correggi"
          hint="La correzione diventa una riga della retta."
          invia={async (motivo) =>
            importo === null ? null : api.execute(CORREGGI, { id: retta.id, importo, motivo, chiave })
          }
          onFatto={() => onFatta('La retta è corretta.')}
          onClose={onClose}
        >
          <AmountField
            label="Importo"
            hint="Da aggiungere; con il meno davanti, da togliere: −5,00."
            negativo
            onChange={setImporto}
          />
        </FinestraMotivo>
      )
  }
}
