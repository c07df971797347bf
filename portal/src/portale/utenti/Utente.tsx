import { useParams } from 'react-router'
import { DataList } from '../../kit/elements/DataList'
import { Loaded } from '../../kit/elements/Loaded'
import { Panel } from '../../kit/elements/Panel'
import { useQuery } from '../../kit/graphql/useQuery'
import { Page } from '../../kit/page/Page'
import { scriviGiorno } from '../../kit/tempo/giorno'
import { api } from '../api'
import { graphql } from '../gql'
import type { AlunnoFragment } from '../gql/graphql'
import { SchedaServizio } from './SchedaServizio'

const ALUNNO = graphql(`
  query Alunno($id: ID!) {
    alunno(id: $id) {
      ...Alunno
    }
  }
`)

/** One child: the personal data and a card for each service. */
export function Utente() {
  const { alunno: id = '' } = useParams()
  const alunno = useQuery(api, ALUNNO, { id })
  const trovato = alunno.data?.alunno
  return (
    <Page
      title={trovato ? `${trovato.nome} ${trovato.cognome}` : 'Utente'}
      crumbs={[{ label: 'Utenti', to: '/utenti' }]}
    >
      <Loaded query={alunno} lines={10}>
        {(dati) => (
          <>
            <DatiAnagrafici alunno={dati.alunno} />
            {dati.alunno.iscrizioni.map((iscrizione) => (
              <SchedaServizio key={iscrizione.id} alunno={dati.alunno.id} iscrizione={iscrizione} />
            ))}
          </>
        )}
      </Loaded>
    </Page>
  )
}

function DatiAnagrafici({ alunno }: { readonly alunno: AlunnoFragment }) {
  return (
    <Panel title="Dati anagrafici">
      <DataList
        rows={[
          ['Nome', alunno.nome],
          ['Cognome', alunno.cognome],
          ['Codice fiscale', alunno.codiceFiscale],
          ['Data di nascita', scriviGiorno(alunno.dataNascita)],
          ['Luogo di nascita', alunno.luogoNascita],
          ['Sesso', alunno.sesso],
          ['Indirizzo', alunno.indirizzo],
          ['Residente nel comune', alunno.residente ? 'Sì' : 'No'],
        ]}
      />
      <p className="small mb-0">Se un dato non è corretto, rivolgiti all’ufficio scuola.</p>
    </Panel>
  )
}
