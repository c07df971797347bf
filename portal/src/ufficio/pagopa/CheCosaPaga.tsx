import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import { resto, scriviImporto } from '../../kit/denaro/importo'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { Field } from '../../kit/elements/Field'
import { Loaded } from '../../kit/elements/Loaded'
import { Notice } from '../../kit/elements/Notice'
import { SelectField } from '../../kit/elements/SelectField'
import { useCommand } from '../../kit/graphql/useCommand'
import { useQuery } from '../../kit/graphql/useQuery'
import { scriviGiorno } from '../../kit/tempo/giorno'
import { api } from '../api'
import { graphql } from '../gql'
import type { DebitiFamigliaQuery, RicevutaFragment, Servizio } from '../gql/graphql'
import { nomeServizio } from '../servizi'

const DEBITI = graphql(`
  query DebitiFamiglia($famiglia: ID!) {
    contiFamiglia(famiglia: $famiglia) {
      ...StatoServizio
    }
    retteFamiglia(famiglia: $famiglia, first: 50) {
      edges {
        node {
          id
          servizio
          descrizione
          stato
          rate {
            id
            numero
            importo
            pagato
            scadenza
          }
        }
      }
    }
  }
`)

const ATTRIBUISCI = graphql(`
  mutation AttribuisciRicevuta($ricevuta: ID!, $famiglia: ID!, $servizio: Servizio!, $rata: ID, $motivo: String!) {
    attribuisciRicevuta(ricevuta: $ricevuta, famiglia: $famiglia, servizio: $servizio, rata: $rata, motivo: $motivo) {
      ...Ricevuta
    }
  }
`)

interface CheCosaPagaProps {
  readonly ricevuta: RicevutaFragment
  readonly famiglia: string
  readonly onFatto: () => void
  readonly onClose: () => void
}

interface Scopo {
  readonly chiave: string
  readonly testo: string
  readonly servizio: Servizio
  readonly rata: string | null
}

/** What the money of a receipt pays in one family: an instalment, or a top-up. */
export function CheCosaPaga(props: CheCosaPagaProps) {
  const debiti = useQuery(api, DEBITI, { famiglia: props.famiglia })
  return (
    <Loaded query={debiti} lines={4}>
      {(dati) => {
        const scopi = scopiDi(dati)
        return scopi.length === 0 ? (
          <Notice tone="warning">Questa famiglia non ha rate da pagare né conti da ricaricare.</Notice>
        ) : (
          <Modulo {...props} scopi={scopi} />
        )
      }}
    </Loaded>
  )
}

function scopiDi({ contiFamiglia, retteFamiglia }: DebitiFamigliaQuery): readonly Scopo[] {
  const rate = retteFamiglia.edges
    .filter(({ node }) => node.stato === 'EMESSA')
    .flatMap(({ node: { servizio, descrizione, rate } }) =>
      rate
        .filter(({ importo, pagato }) => pagato < importo)
        .map(({ id, numero, importo, pagato, scadenza }) => ({
          chiave: `rata ${id}`,
          testo: `${descrizione}, rata ${numero} del ${scriviGiorno(scadenza)}: restano ${scriviImporto(resto(importo, pagato))}`,
          servizio,
          rata: id,
        })),
    )
  const ricariche = contiFamiglia
    .filter(({ saldo }) => saldo != null)
    .map(({ servizio }) => ({
      chiave: `ricarica ${servizio}`,
      testo: `Ricarica del conto: ${nomeServizio(servizio).toLowerCase()}`,
      servizio,
      rata: null,
    }))
  return [...rate, ...ricariche]
}

function Modulo({ ricevuta, famiglia, scopi, onFatto, onClose }: CheCosaPagaProps & { readonly scopi: readonly Scopo[] }) {
  const [chiave, setChiave] = useState(scopi[0]?.chiave ?? '')
  const [motivo, setMotivo] = useState('')
  const attribuisci = useCommand(({ servizio, rata }: Scopo) =>
    api.execute(ATTRIBUISCI, { ricevuta: ricevuta.id, famiglia, servizio, rata, motivo }),
  )

  async function submit(event: FormEvent) {
    event.preventDefault()
    const scopo = scopi.find((uno) => uno.chiave === chiave)
    if (scopo && (await attribuisci.send(scopo)) !== null) onFatto()
  }

  return (
    <form onSubmit={(e) => void submit(e)}>
      <ErrorNotice error={attribuisci.error} />
      <SelectField
        label="Che cosa paga"
        value={chiave}
        options={scopi.map(({ chiave, testo }) => ({ value: chiave, label: testo }))}
        onChange={setChiave}
      />
      <Field
        label="Motivo"
        hint="Come si è capito di chi è il denaro: resta scritto accanto alla ricevuta."
        required
        autoComplete="off"
        value={motivo}
        onChange={(e) => setMotivo(e.target.value)}
      />
      <div className="button-row">
        <Button type="submit" color="primary" disabled={attribuisci.pending}>
          Attribuisci
        </Button>
        <Button color="secondary" outline onClick={onClose}>
          Annulla
        </Button>
      </div>
    </form>
  )
}
