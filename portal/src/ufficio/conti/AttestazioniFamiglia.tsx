import { Attestazioni } from '../../kit/denaro/Attestazioni'
import { Loaded } from '../../kit/elements/Loaded'
import { Panel } from '../../kit/elements/Panel'
import { useQuery } from '../../kit/graphql/useQuery'
import { api } from '../api'
import { graphql } from '../gql'

const ATTESTAZIONI = graphql(`
  query AttestazioniFamiglia($famiglia: ID!) {
    attestazioniFamiglia(famiglia: $famiglia) {
      anno
      alunno
      nome
      totale
      escluso
      disponibile
    }
  }
`)

/** The certificates that an office prints for a family. */
export function AttestazioniFamiglia({ famiglia }: { readonly famiglia: string }) {
  const query = useQuery(api, ATTESTAZIONI, { famiglia })
  return (
    <Panel title="Attestazioni per la dichiarazione dei redditi">
      <Loaded query={query}>
        {({ attestazioniFamiglia: elenco }) =>
          elenco.length === 0 ? <p className="mb-0">Nessuna.</p> : <Attestazioni attestazioni={elenco} />
        }
      </Loaded>
    </Panel>
  )
}
