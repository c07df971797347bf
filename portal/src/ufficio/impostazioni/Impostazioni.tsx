import { DataList } from '../../kit/elements/DataList'
import { Loaded } from '../../kit/elements/Loaded'
import { Panel } from '../../kit/elements/Panel'
import { useQuery } from '../../kit/graphql/useQuery'
import { Page } from '../../kit/page/Page'
import { api } from '../api'
import { FormImpostazioni } from './FormImpostazioni'
import { IMPOSTAZIONI } from './impostazioni'

/** What the administrator decides of the site of the comune, and what only the vendor does. */
export function Impostazioni() {
  const query = useQuery(api, IMPOSTAZIONI, {})
  return (
    <Page title="Impostazioni" lead="Come si presenta il comune alle famiglie. Le modifiche valgono subito.">
      <Loaded query={query}>
        {({ impostazioni }) => (
          <>
            <FormImpostazioni iniziali={impostazioni} />
            <Panel title="Dati dell’ente">
              <p>Questi dati li cambia soltanto il fornitore: se non sono giusti, segnalalo all’assistenza.</p>
              <DataList
                rows={[
                  ['Codice ISTAT', impostazioni.codiceIstat],
                  ['Codice Belfiore', impostazioni.codiceBelfiore],
                  ['Codice IPA', impostazioni.codiceIpa],
                  ['Codice fiscale', impostazioni.codiceFiscale],
                  ['Moduli abilitati', impostazioni.moduli.join(', ')],
                ]}
              />
            </Panel>
          </>
        )}
      </Loaded>
    </Page>
  )
}
