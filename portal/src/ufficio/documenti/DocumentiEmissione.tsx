import { Loaded } from '../../kit/elements/Loaded'
import { Panel } from '../../kit/elements/Panel'
import { useQuery } from '../../kit/graphql/useQuery'
import { useBattito } from '../../kit/tempo/useBattito'
import { api } from '../api'
import type { TipoDocumento } from '../gql/graphql'
import { DOCUMENTI_EMISSIONE, PREPARA_AVVISI, PREPARA_RETTE } from './lotti'
import { Preparazione } from './Preparazione'

/** The bills and notices of a run on paper, for the families that have no e-mail. */
export function DocumentiEmissione({ emissione }: { readonly emissione: string }) {
  const query = useQuery(api, DOCUMENTI_EMISSIONE, { emissione })
  const { reload } = query
  const lotti = query.data?.documentiEmissione
  useBattito(lotti?.some(({ stato }) => stato === 'IN_CORSO') ?? false, reload)
  const lotto = (tipo: TipoDocumento) => lotti?.find((l) => l.tipo === tipo)
  return (
    <Panel title="Documenti da stampare">
      <p>Ogni famiglia trova i suoi nel portale: servono per chi li riceve su carta.</p>
      <Loaded query={query} lines={2}>
        {() => (
          <>
            <Preparazione
              cosa="le rette"
              lotto={lotto('RETTA')}
              prepara={() => api.execute(PREPARA_RETTE, { emissione })}
              onChiesto={reload}
            />
            <Preparazione
              cosa="gli avvisi di pagamento"
              lotto={lotto('AVVISO')}
              prepara={() => api.execute(PREPARA_AVVISI, { emissione })}
              onChiesto={reload}
            />
          </>
        )}
      </Loaded>
    </Panel>
  )
}
