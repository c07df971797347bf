import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import { DataList } from '../../../kit/elements/DataList'
import { ErrorNotice } from '../../../kit/elements/ErrorNotice'
import { Field } from '../../../kit/elements/Field'
import { Notice } from '../../../kit/elements/Notice'
import { Panel } from '../../../kit/elements/Panel'
import { useCommand } from '../../../kit/graphql/useCommand'
import { Page } from '../../../kit/page/Page'
import { api } from '../../api'
import { graphql } from '../../gql'
import type { RieseguiDecisioneQuery } from '../../gql/graphql'

const RIESEGUI = graphql(`
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

/** Takes a decision of the past again, to show that it comes out the same. */
export function RipetiDecisione() {
  const [impronta, setImpronta] = useState('')
  const [ripetuta, setRipetuta] = useState<RieseguiDecisioneQuery['rieseguiDecisione'] | null>(null)
  const ripeti = useCommand(async () => (await api.execute(RIESEGUI, { impronta: impronta.trim() })).rieseguiDecisione)

  async function submit(event: FormEvent) {
    event.preventDefault()
    setRipetuta(await ripeti.send())
  }

  return (
    <Page
      title="Ripeti una decisione"
      lead="Ogni importo conserva il regolamento e i dati con cui è stato deciso: qui si rifà il conto, anche dopo anni."
      crumbs={[{ label: 'Regolamenti', to: '/regolamenti' }]}
    >
      <ErrorNotice error={ripeti.error} />
      <form onSubmit={(e) => void submit(e)}>
        <Field
          label="Impronta della decisione"
          hint="Le 64 cifre e lettere che la distinguono: te le dà chi assiste il comune."
          className="narrow-form"
          required
          autoComplete="off"
          spellCheck={false}
          value={impronta}
          onChange={(e) => setImpronta(e.target.value)}
        />
        <Button type="submit" color="primary" disabled={ripeti.pending}>
          Ripeti
        </Button>
      </form>
      {ripetuta && (
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
      )}
    </Page>
  )
}
