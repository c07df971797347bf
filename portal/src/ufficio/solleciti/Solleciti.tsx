import { useState } from 'react'
import { Link } from 'react-router'
import { SelectField } from '../../kit/elements/SelectField'
import { Page } from '../../kit/page/Page'
import type { Servizio } from '../gql/graphql'
import { nomeServizio, TUTTI_I_SERVIZI } from '../servizi'
import { InviaSolleciti } from './InviaSolleciti'
import { RateScadute } from './RateScadute'

/** What is not paid, service by service: reminders, and what the regulation says of each instalment. */
export function Solleciti() {
  const [servizio, setServizio] = useState<Servizio>('REFEZIONE')
  const [inviati, setInviati] = useState(0)
  return (
    <Page
      title="Solleciti"
      lead={
        <p>
          Le rate scadute e non pagate, con ciò che il regolamento ne dice oggi. Quelle affidate sono in{' '}
          <Link to="/solleciti/riscossione-coattiva">Riscossione coattiva</Link>.
        </p>
      }
    >
      <div className="narrow-form">
        <SelectField
          label="Servizio"
          value={servizio}
          options={TUTTI_I_SERVIZI.map((value) => ({ value, label: nomeServizio(value) }))}
          onChange={(valore) => setServizio(valore as Servizio)}
        />
      </div>
      <InviaSolleciti servizio={servizio} onFinito={() => setInviati((n) => n + 1)} />
      <RateScadute key={`${servizio}${inviati}`} servizio={servizio} />
    </Page>
  )
}
