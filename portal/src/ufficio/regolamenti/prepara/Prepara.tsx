import { useSearchParams } from 'react-router'
import { Loaded } from '../../../kit/elements/Loaded'
import { Notice } from '../../../kit/elements/Notice'
import { useQuery } from '../../../kit/graphql/useQuery'
import { NotFound } from '../../../kit/page/NotFound'
import { Page } from '../../../kit/page/Page'
import { api } from '../../api'
import { nomeAmbito, REGOLAMENTI } from '../regolamenti'
import { leggiIndirizzo } from './indirizzo'
import { Preparazione } from './Preparazione'

/** Preparing a regulation: its parameters, what they do to families, from when. */
export function Prepara() {
  const [search] = useSearchParams()
  const query = useQuery(api, REGOLAMENTI, {})
  const cosa = leggiIndirizzo(search)
  if (!cosa) return <NotFound />
  return (
    <Page
      title={`Prepara: ${nomeAmbito(cosa)}`}
      lead="Nulla cambia per le famiglie finché il regolamento non è approvato."
      crumbs={[{ label: 'Regolamenti', to: '/regolamenti' }]}
    >
      <Loaded query={query} lines={12}>
        {({ regoleDisponibili, attivazioni, approvazioneADue }) => {
          const regola = regoleDisponibili.find(({ digest }) => digest === cosa.digest)
          const da = attivazioni.find(({ id }) => id === cosa.da) ?? null
          return regola ? (
            <Preparazione
              // Another address is another regulation: nothing of the first stays.
              key={search.toString()}
              indirizzo={search.toString()}
              cosa={cosa}
              regola={regola}
              da={da}
              attivazioni={attivazioni}
              duePersone={approvazioneADue}
            />
          ) : (
            <Notice tone="warning">Questo componente non è più disponibile: scegline un altro.</Notice>
          )
        }}
      </Loaded>
    </Page>
  )
}
