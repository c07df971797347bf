import { Badge } from 'design-react-kit'
import { useState } from 'react'
import { scriviGiorno } from '../../kit/tempo/giorno'
import { scriviIstante } from '../../kit/tempo/istante'
import { api } from '../api'
import { FinestraMotivo } from '../elementi/FinestraMotivo'
import { graphql } from '../gql'
import type { PianoFragment, StatoPiano } from '../gql/graphql'
import { puo } from '../permessi'
import { useIo } from '../sessione'
import { STATI_PIANO } from './solleciti'

const DECADI = graphql(`
  mutation DecadiPiano($id: ID!, $motivo: String!) {
    decadiPiano(id: $id, motivo: $motivo)
  }
`)

const RIPRISTINA = graphql(`
  mutation RipristinaPiano($id: ID!, $motivo: String!) {
    ripristinaPiano(id: $id, motivo: $motivo)
  }
`)

const ANNULLA = graphql(`
  mutation AnnullaPiano($id: ID!, $motivo: String!) {
    annullaPiano(id: $id, motivo: $motivo)
  }
`)

const AZIONI = {
  decadi: {
    nome: 'Dichiara decaduto',
    hint: 'La famiglia non ha rispettato il piano: quanto resta è da pagare oggi.',
    annuncio: 'Il piano è decaduto.',
    invia: (id: string, motivo: string) => api.execute(DECADI, { id, motivo }),
  },
  ripristina: {
    nome: 'Ripristina',
    hint: 'Il piano vale di nuovo, con le scadenze concordate.',
    annuncio: 'Il piano vale di nuovo.',
    invia: (id: string, motivo: string) => api.execute(RIPRISTINA, { id, motivo }),
  },
  annulla: {
    nome: 'Annulla il piano',
    hint: 'Si può finché non ne è stato pagato nulla: le rate tornano come prima.',
    annuncio: 'Il piano è annullato.',
    invia: (id: string, motivo: string) => api.execute(ANNULLA, { id, motivo }),
  },
} as const

type Azione = keyof typeof AZIONI

const POSSIBILI: Record<StatoPiano, readonly Azione[]> = {
  ATTIVO: ['decadi', 'annulla'],
  DECADUTO: ['ripristina', 'annulla'],
  ANNULLATO: [],
}

interface ElencoPianiProps {
  readonly piani: readonly PianoFragment[]
  readonly onFatto: (annuncio: string) => void
}

/** The plans of a family, with what can be done about each. */
export function ElencoPiani({ piani, onFatto }: ElencoPianiProps) {
  const scrive = puo(useIo(), 'emissioni:scrivi')
  const [scelta, setScelta] = useState<{ readonly piano: PianoFragment; readonly azione: Azione } | null>(null)
  const azione = scelta && AZIONI[scelta.azione]
  return (
    <>
      <h3 className="h5">Piani di rateizzazione</h3>
      <ul className="rows">
        {piani.map((piano) => (
          <li key={piano.id}>
            <strong>Piano firmato il {scriviGiorno(piano.firmatoIl)}</strong> (retta n. {piano.retta}){' '}
            <Badge color={STATI_PIANO[piano.stato].colore}>{STATI_PIANO[piano.stato].nome}</Badge>
            {piano.motivo && ` (${piano.motivo})`}
            <span className="d-block small">
              {piano.scadenze.length} {piano.scadenze.length === 1 ? 'rata' : 'rate'}: {piano.scadenze.map(scriviGiorno).join(', ')}.
              Concesso da {piano.concessoDa}, {scriviIstante(piano.concessoIl)}
            </span>
            {scrive &&
              POSSIBILI[piano.stato].map((nome) => (
                <button
                  key={nome}
                  type="button"
                  className="btn-inline me-3"
                  onClick={() => setScelta({ piano, azione: nome })}
                >
                  {AZIONI[nome].nome}
                  <span className="visually-hidden"> del {scriviGiorno(piano.firmatoIl)}</span>
                </button>
              ))}
          </li>
        ))}
      </ul>
      {scelta && azione && (
        <FinestraMotivo
          title={azione.nome}
          azione={azione.nome}
          hint={azione.hint}
          invia={(motivo) => azione.invia(scelta.piano.id, motivo)}
          onFatto={() => {
            setScelta(null)
            onFatto(azione.annuncio)
          }}
          onClose={() => setScelta(null)}
        />
      )}
    </>
  )
}
