import { Button } from 'design-react-kit'
import { useState } from 'react'
import { Loaded } from '../../kit/elements/Loaded'
import { useQuery } from '../../kit/graphql/useQuery'
import { scriviGiorno } from '../../kit/tempo/giorno'
import { scriviIstante } from '../../kit/tempo/istante'
import { api } from '../api'
import { graphql } from '../gql'
import { aspettoDi } from './scelta'

const STORICO = graphql(`
  query StoricoPrenotazioni($iscrizione: ID!, $first: Int!) {
    storicoPrenotazioni(iscrizione: $iscrizione, first: $first) {
      pageInfo {
        hasNextPage
      }
      edges {
        cursor
        node {
          quando
          giorno
          da
          a
          chi
        }
      }
    }
  }
`)

const PASSO = 10

interface StoricoProps {
  readonly iscrizione: string
  readonly cambiamenti: number
}

/** Who changed which day and when, newest first; asked for only when it is opened. */
export function StoricoPrenotazioni({ iscrizione, cambiamenti }: StoricoProps) {
  const [aperto, setAperto] = useState(false)
  return (
    <section className="history">
      <Button color="primary" outline size="sm" aria-expanded={aperto} onClick={() => setAperto(!aperto)}>
        {aperto ? 'Nascondi lo storico delle modifiche' : 'Storico delle modifiche'}
      </Button>
      {aperto && <Elenco key={cambiamenti} iscrizione={iscrizione} />}
    </section>
  )
}

function Elenco({ iscrizione }: { readonly iscrizione: string }) {
  const [first, setFirst] = useState(PASSO)
  const storico = useQuery(api, STORICO, { iscrizione, first })
  return (
    <Loaded query={storico}>
      {({ storicoPrenotazioni: { edges, pageInfo } }) =>
        edges.length === 0 ? (
          <p>Nessuna modifica: ogni giorno vale il pasto base.</p>
        ) : (
          <>
            <ul className="rows">
              {edges.map(({ cursor, node }) => (
                <li key={cursor}>
                  <strong>{scriviGiorno(node.giorno)}</strong>: da {aspettoDi(node.da).nome.toLowerCase()} a{' '}
                  {aspettoDi(node.a).nome.toLowerCase()}
                  <br />
                  <span className="small">
                    {scriviIstante(node.quando)}, {node.chi}
                  </span>
                </li>
              ))}
            </ul>
            {pageInfo.hasNextPage && (
              <Button color="primary" outline size="sm" onClick={() => setFirst(first + PASSO)}>
                Mostra altre modifiche
              </Button>
            )}
          </>
        )
      }
    </Loaded>
  )
}
