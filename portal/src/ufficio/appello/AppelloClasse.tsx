import { useParams, useSearchParams } from 'react-router'
import { Loaded } from '../../kit/elements/Loaded'
import { useQuery } from '../../kit/graphql/useQuery'
import { Page } from '../../kit/page/Page'
import { leggiGiorno, scriviGiornoEsteso } from '../../kit/tempo/giorno'
import { oggi } from '../../kit/tempo/orologio'
import { api } from '../api'
import { graphql } from '../gql'
import { ElencoAppello } from './ElencoAppello'

const APPELLO = graphql(`
  query Appello($classe: ID!, $giorno: Giorno!) {
    appello(classe: $classe, giorno: $giorno) {
      ...Appello
    }
  }
  fragment Appello on Appello {
    classe {
      id
      nome
    }
    giorno
    chiuso
    voci {
      iscrizione
      nome
      cognome
      scelta
      presenza
      dietaSpeciale
      versione
    }
  }
`)

/** The roll call of a class on a day: today, unless another day is asked for. */
export function AppelloClasse() {
  const { plesso = '', classe = '' } = useParams()
  const [search] = useSearchParams()
  const giorno = leggiGiorno(search.get('giorno')) ?? oggi()
  const appello = useQuery(api, APPELLO, { classe, giorno })
  return (
    <Page
      title={appello.data ? `Appello ${appello.data.appello.classe.nome}` : 'Appello'}
      lead={<p className="day-name">{scriviGiornoEsteso(giorno)}</p>}
      crumbs={[{ label: 'Appello', to: `/appello?plesso=${plesso}` }]}
    >
      <Loaded query={appello} lines={12}>
        {(dati) => <ElencoAppello appello={dati.appello} onSalvato={(nuovo) => appello.update(() => ({ appello: nuovo }))} />}
      </Loaded>
    </Page>
  )
}
