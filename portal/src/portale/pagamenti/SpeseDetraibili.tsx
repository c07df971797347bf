import { Attestazioni } from '../../kit/denaro/Attestazioni'
import { Loaded } from '../../kit/elements/Loaded'
import { Panel } from '../../kit/elements/Panel'
import { useQuery } from '../../kit/graphql/useQuery'
import { api } from '../api'
import { graphql } from '../gql'

const ATTESTAZIONI = graphql(`
  query Attestazioni {
    attestazioni {
      anno
      alunno
      nome
      totale
      escluso
      disponibile
    }
  }
`)

/** What the family may put in its tax return; nothing when it paid nothing yet. */
export function SpeseDetraibili() {
  const query = useQuery(api, ATTESTAZIONI, {})
  return (
    <Loaded query={query}>
      {({ attestazioni }) =>
        attestazioni.length === 0 ? null : (
          <Panel title="Per la dichiarazione dei redditi">
            <Attestazioni attestazioni={attestazioni} />
          </Panel>
        )
      }
    </Loaded>
  )
}
