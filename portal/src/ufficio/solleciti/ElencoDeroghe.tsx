import { useState } from 'react'
import { scriviGiorno } from '../../kit/tempo/giorno'
import { scriviIstante } from '../../kit/tempo/istante'
import { oggi } from '../../kit/tempo/orologio'
import { api } from '../api'
import { FinestraMotivo } from '../elementi/FinestraMotivo'
import { graphql } from '../gql'
import type { DerogaFragment } from '../gql/graphql'
import { puo } from '../permessi'
import { useIo } from '../sessione'

const REVOCA = graphql(`
  mutation RevocaDeroga($id: ID!, $motivo: String!) {
    revocaDeroga(id: $id, motivo: $motivo)
  }
`)

interface ElencoDerogheProps {
  readonly deroghe: readonly DerogaFragment[]
  readonly onFatto: (annuncio: string) => void
}

/** The exceptions to the block of new enrolments. */
export function ElencoDeroghe({ deroghe, onFatto }: ElencoDerogheProps) {
  const scrive = puo(useIo(), 'emissioni:scrivi')
  const [revoca, setRevoca] = useState<DerogaFragment | null>(null)
  return (
    <>
      <h3 className="h5">Deroghe al blocco delle iscrizioni</h3>
      <ul className="rows mb-0">
        {deroghe.map((d) => (
          <li key={d.id}>
            <strong>Fino al {scriviGiorno(d.finoAl)}</strong>: {d.motivo}
            {d.revocataPer && `; revocata (${d.revocataPer})`}
            <span className="d-block small">
              Concessa da {d.concessaDa}, {scriviIstante(d.concessaIl)}
            </span>
            {scrive && !d.revocataPer && d.finoAl >= oggi() && (
              <button type="button" className="btn-inline" onClick={() => setRevoca(d)}>
                Revoca<span className="visually-hidden"> la deroga fino al {scriviGiorno(d.finoAl)}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      {revoca && (
        <FinestraMotivo
          title="Revoca la deroga"
          azione="Revoca"
          hint="Le nuove iscrizioni aspettano di nuovo, se il regolamento lo prevede."
          invia={(motivo) => api.execute(REVOCA, { id: revoca.id, motivo })}
          onFatto={() => {
            setRevoca(null)
            onFatto('La deroga è revocata.')
          }}
          onClose={() => setRevoca(null)}
        />
      )}
    </>
  )
}
