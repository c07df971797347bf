import { DataList } from '../../../kit/elements/DataList'
import { Notice } from '../../../kit/elements/Notice'
import { Panel } from '../../../kit/elements/Panel'
import { graphql } from '../../gql'
import type { RieseguiDecisioneQuery } from '../../gql/graphql'

export const RIESEGUI = graphql(`
  query RieseguiDecisione($impronta: String!) {
    rieseguiDecisione(impronta: $impronta) {
      uguale
      domanda
      risultato
      motoreAllora
      motoreAdesso
    }
  }
`)

export type Ripetuta = RieseguiDecisioneQuery['rieseguiDecisione']

/** A decision of the past beside the same one taken now. */
export function DecisioneRipetuta({ ripetuta }: { readonly ripetuta: Ripetuta }) {
  return (
    <div className="mt-4">
      <Notice tone={ripetuta.uguale ? 'success' : 'warning'}>
        {ripetuta.uguale
          ? 'Il risultato è identico a quello di allora.'
          : 'Il risultato è diverso da quello di allora: segnalalo all’assistenza.'}
      </Notice>
      <DataList
        rows={[
          ['Motore di allora', ripetuta.motoreAllora],
          ['Motore di adesso', ripetuta.motoreAdesso],
        ]}
      />
      <Panel title="La domanda">
        <p>Senza ciò che direbbe di chi era.</p>
        <pre className="json-text">{JSON.stringify(ripetuta.domanda, null, 2)}</pre>
      </Panel>
      <Panel title="Il risultato">
        <pre className="json-text">{JSON.stringify(ripetuta.risultato, null, 2)}</pre>
      </Panel>
    </div>
  )
}
