import { Loaded } from '../../kit/elements/Loaded'
import { useQuery } from '../../kit/graphql/useQuery'
import { useBattito } from '../../kit/tempo/useBattito'
import { api } from '../api'
import { DOCUMENTI_SOLLECITI, PREPARA_LETTERE } from './lotti'
import { Preparazione } from './Preparazione'

/** The letters of a sending of reminders on paper. */
export function LettereInvio({ invio }: { readonly invio: string }) {
  const query = useQuery(api, DOCUMENTI_SOLLECITI, { invio })
  const { reload } = query
  const lotto = query.data?.documentiSolleciti[0]
  useBattito(lotto?.stato === 'IN_CORSO', reload)
  return (
    <Loaded query={query} lines={1}>
      {() => (
        <Preparazione
          cosa="le lettere"
          lotto={lotto}
          prepara={() => api.execute(PREPARA_LETTERE, { invio })}
          onChiesto={reload}
        />
      )}
    </Loaded>
  )
}
