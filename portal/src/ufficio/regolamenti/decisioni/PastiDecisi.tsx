import { Button } from 'design-react-kit'
import { useState } from 'react'
import { AltrePagine } from '../../../kit/elements/AltrePagine'
import { ErrorNotice } from '../../../kit/elements/ErrorNotice'
import { Loaded } from '../../../kit/elements/Loaded'
import { Motivazione } from '../../../kit/elements/Motivazione'
import { Notice } from '../../../kit/elements/Notice'
import { scriviPrezzo } from '../../../kit/denaro/prezzoUnitario'
import { useCommand } from '../../../kit/graphql/useCommand'
import { useCursori } from '../../../kit/graphql/useCursori'
import { useQuery } from '../../../kit/graphql/useQuery'
import { scriviGiorno } from '../../../kit/tempo/giorno'
import { api } from '../../api'
import { graphql } from '../../gql'
import type { PastoIscrittoFragment } from '../../gql/graphql'
import type { Bambino } from '../prova/CercaBambino'
import { DecisioneRipetuta, RIESEGUI, type Ripetuta } from './DecisioneRipetuta'

const PASTI = graphql(`
  query PastiIscritto($iscrizione: ID!, $after: String) {
    pastiIscritto(iscrizione: $iscrizione, first: 20, after: $after) {
      edges {
        node {
          ...PastoIscritto
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
  fragment PastoIscritto on PastoIscritto {
    giorno
    stato
    prezzoUnitario
    fascia
    daVerificare
    decisione
    motivazione {
      codice
      testo
      articolo
      dati {
        nome
        valore
      }
      parametro
      dopo
    }
  }
`)

/** The meals of a child that a regulation priced: each with its reasons, and to be decided again. */
export function PastiDecisi({ bambino }: { readonly bambino: Bambino }) {
  const cursori = useCursori()
  const query = useQuery(api, PASTI, { iscrizione: bambino.iscrizione, after: cursori.after })
  return (
    <section aria-label={`Pasti di ${bambino.nome}`} className="mt-4">
      <Loaded query={query} lines={6}>
        {({ pastiIscritto: { edges, pageInfo } }) => {
          const decisi = edges.map(({ node }) => node).filter(({ decisione }) => decisione != null)
          return (
            <>
              {decisi.length === 0 && (
                <Notice tone="info">In questi giorni nessun pasto ha un prezzo deciso da un regolamento.</Notice>
              )}
              {decisi.map((pasto) => (
                <Pasto key={pasto.giorno} pasto={pasto} />
              ))}
              <AltrePagine di="pasti" cursori={cursori} pageInfo={pageInfo} />
            </>
          )
        }}
      </Loaded>
    </section>
  )
}

function Pasto({ pasto }: { readonly pasto: PastoIscrittoFragment }) {
  const [ripetuta, setRipetuta] = useState<Ripetuta | null>(null)
  const ripeti = useCommand(async (impronta: string) => (await api.execute(RIESEGUI, { impronta })).rieseguiDecisione)
  const impronta = pasto.decisione
  if (impronta == null) return null
  const prezzo = pasto.prezzoUnitario == null ? 'da verificare' : scriviPrezzo(pasto.prezzoUnitario)
  return (
    <details className="mb-2">
      <summary>
        {scriviGiorno(pasto.giorno)}: {prezzo}
        {pasto.fascia && `, ${pasto.fascia}`}
      </summary>
      <h3 className="h6 mt-2">Perché</h3>
      <Motivazione passi={pasto.motivazione} />
      <p className="small text-break">
        Impronta della decisione: <code>{impronta}</code>
      </p>
      <ErrorNotice error={ripeti.error} />
      <Button
        color="primary"
        outline
        size="sm"
        disabled={ripeti.pending}
        onClick={() => void ripeti.send(impronta).then(setRipetuta)}
      >
        Ripeti questa decisione
      </Button>
      {ripetuta && <DecisioneRipetuta ripetuta={ripetuta} />}
    </details>
  )
}
