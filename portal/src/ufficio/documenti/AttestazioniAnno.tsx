import { useState } from 'react'
import { Loaded } from '../../kit/elements/Loaded'
import { Panel } from '../../kit/elements/Panel'
import { SelectField } from '../../kit/elements/SelectField'
import { useQuery } from '../../kit/graphql/useQuery'
import { oggi } from '../../kit/tempo/orologio'
import { useBattito } from '../../kit/tempo/useBattito'
import { api } from '../api'
import { DOCUMENTI_ATTESTAZIONI, PREPARA_ATTESTAZIONI } from './lotti'
import { Preparazione } from './Preparazione'

/** Years for which a certificate may still be asked for: a tax return is mended for five. */
const ANNI = 5

/** The certificates of a year, for all children together. */
export function AttestazioniAnno() {
  const ultimo = Number(oggi().slice(0, 4)) - 1
  const [anno, setAnno] = useState(ultimo)
  return (
    <Panel title="Attestazioni per la dichiarazione dei redditi">
      <p>
        Quanto ogni famiglia ha pagato per ogni bambino in un anno finito. Le famiglie le scaricano dal portale; qui si
        preparano tutte insieme.
      </p>
      <div className="narrow-form">
        <SelectField
          label="Anno"
          value={String(anno)}
          options={Array.from({ length: ANNI }, (_, n) => String(ultimo - n)).map((value) => ({ value, label: value }))}
          onChange={(valore) => setAnno(Number(valore))}
        />
      </div>
      <DellAnno key={anno} anno={anno} />
    </Panel>
  )
}

function DellAnno({ anno }: { readonly anno: number }) {
  const query = useQuery(api, DOCUMENTI_ATTESTAZIONI, { anno })
  const { reload } = query
  const lotto = query.data?.documentiAttestazioni[0]
  useBattito(lotto?.stato === 'IN_CORSO', reload)
  return (
    <Loaded query={query} lines={2}>
      {() => (
        <Preparazione
          cosa={`le attestazioni del ${anno}`}
          lotto={lotto}
          prepara={() => api.execute(PREPARA_ATTESTAZIONI, { anno })}
          onChiesto={reload}
        />
      )}
    </Loaded>
  )
}
