import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import { pdfDelSollecito } from '../../kit/denaro/documenti'
import { scriviImporto } from '../../kit/denaro/importo'
import { DateField } from '../../kit/elements/DateField'
import { Dialog } from '../../kit/elements/Dialog'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { Icon } from '../../kit/elements/Icon'
import { useCommand } from '../../kit/graphql/useCommand'
import { scriviGiorno, type Giorno } from '../../kit/tempo/giorno'
import { oggi } from '../../kit/tempo/orologio'
import { api } from '../api'
import { FinestraMotivo } from '../elementi/FinestraMotivo'
import { graphql } from '../gql'
import type { SollecitoFragment } from '../gql/graphql'
import { puo } from '../permessi'
import { useIo } from '../sessione'

const ANNULLA = graphql(`
  mutation AnnullaSollecito($id: ID!, $motivo: String!) {
    annullaSollecito(id: $id, motivo: $motivo)
  }
`)

const RICEVUTO = graphql(`
  mutation SegnaRicevuto($id: ID!, $giorno: Giorno!) {
    segnaRicevuto(id: $id, giorno: $giorno)
  }
`)

interface ElencoSollecitiProps {
  readonly solleciti: readonly SollecitoFragment[]
  readonly onFatto: (annuncio: string) => void
}

type Scelta = { readonly sollecito: SollecitoFragment; readonly come: 'annulla' | 'ricevuto' }

/** The reminders sent to a family, with what can be done about each. */
export function ElencoSolleciti({ solleciti, onFatto }: ElencoSollecitiProps) {
  const scrive = puo(useIo(), 'emissioni:scrivi')
  const [scelta, setScelta] = useState<Scelta | null>(null)

  function fatto(annuncio: string) {
    setScelta(null)
    onFatto(annuncio)
  }

  return (
    <>
      <h3 className="h5">Solleciti inviati</h3>
      <ul className="rows">
        {solleciti.map((s) => (
          <li key={s.id}>
            <strong>{s.titolo}</strong> del {scriviGiorno(s.inviato)}: {scriviImporto(s.dovuto)} entro il{' '}
            {scriviGiorno(s.termine)}
            {s.annullatoPer ? `, annullato (${s.annullatoPer})` : s.ricevuto && `, ricevuto il ${scriviGiorno(s.ricevuto)}`}{' '}
            <a href={pdfDelSollecito(s.id)} download>
              <Icon name="download" /> Scarica
              <span className="visually-hidden">
                {' '}
                {s.titolo} del {scriviGiorno(s.inviato)}
              </span>
            </a>
            {scrive && !s.annullatoPer && (
              <>
                {' '}
                <Azione sollecito={s} nome="Segna ricevuto" onScelta={() => setScelta({ sollecito: s, come: 'ricevuto' })} />{' '}
                <Azione sollecito={s} nome="Annulla" onScelta={() => setScelta({ sollecito: s, come: 'annulla' })} />
              </>
            )}
          </li>
        ))}
      </ul>
      {scelta?.come === 'annulla' && (
        <FinestraMotivo
          title={`Annulla «${scelta.sollecito.titolo}»`}
          azione="Annulla il sollecito"
          hint="Lo leggerà la famiglia: penale e spese di questo sollecito non sono più dovute."
          invia={(motivo) => api.execute(ANNULLA, { id: scelta.sollecito.id, motivo })}
          onFatto={() => fatto('Il sollecito è annullato.')}
          onClose={() => setScelta(null)}
        />
      )}
      {scelta?.come === 'ricevuto' && (
        <SegnaRicevuto
          sollecito={scelta.sollecito}
          onFatto={() => fatto('Il giorno è segnato.')}
          onClose={() => setScelta(null)}
        />
      )}
    </>
  )
}

interface AzioneProps {
  readonly sollecito: SollecitoFragment
  readonly nome: string
  readonly onScelta: () => void
}

function Azione({ sollecito, nome, onScelta }: AzioneProps) {
  return (
    <button type="button" className="btn-inline" onClick={onScelta}>
      {nome}
      <span className="visually-hidden">
        {' '}
        {sollecito.titolo} del {scriviGiorno(sollecito.inviato)}
      </span>
    </button>
  )
}

interface SegnaRicevutoProps {
  readonly sollecito: SollecitoFragment
  readonly onFatto: () => void
  readonly onClose: () => void
}

function SegnaRicevuto({ sollecito, onFatto, onClose }: SegnaRicevutoProps) {
  const [giorno, setGiorno] = useState<Giorno | null>(sollecito.ricevuto ?? null)
  const segna = useCommand((quando: Giorno) => api.execute(RICEVUTO, { id: sollecito.id, giorno: quando }))

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (giorno && (await segna.send(giorno)) !== null) onFatto()
  }

  return (
    <Dialog title={`Quando è stato ricevuto «${sollecito.titolo}»?`} onClose={onClose}>
      <form onSubmit={(e) => void submit(e)}>
        <ErrorNotice error={segna.error} />
        <DateField
          label="Ricevuto il"
          required
          min={sollecito.inviato}
          max={oggi()}
          value={giorno}
          onChange={setGiorno}
        />
        <Button type="submit" color="primary" disabled={segna.pending}>
          Segna
        </Button>
      </form>
    </Dialog>
  )
}
