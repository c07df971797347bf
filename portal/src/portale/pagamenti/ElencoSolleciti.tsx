import { pdfDelSollecito } from '../../kit/denaro/documenti'
import { scriviImporto } from '../../kit/denaro/importo'
import { Icon } from '../../kit/elements/Icon'
import { Loaded } from '../../kit/elements/Loaded'
import { Panel } from '../../kit/elements/Panel'
import { useQuery } from '../../kit/graphql/useQuery'
import { scriviGiorno } from '../../kit/tempo/giorno'
import { api } from '../api'
import { graphql } from '../gql'

const SOLLECITI = graphql(`
  query Solleciti {
    solleciti {
      id
      titolo
      inviato
      termine
      dovuto
      annullatoPer
    }
  }
`)

/** The reminders that the family got; nothing when there are none. */
export function ElencoSolleciti() {
  const solleciti = useQuery(api, SOLLECITI, {})
  return (
    <Loaded query={solleciti}>
      {({ solleciti: ricevuti }) =>
        ricevuti.length === 0 ? null : (
          <Panel title="Solleciti ricevuti">
            <ul className="rows mb-0">
              {ricevuti.map((s) => (
                <li key={s.id}>
                  <strong>{s.titolo}</strong> del {scriviGiorno(s.inviato)}
                  {s.annullatoPer ? (
                    `: annullato (${s.annullatoPer})`
                  ) : (
                    <>
                      : <span className="amount">{scriviImporto(s.dovuto)}</span> entro il {scriviGiorno(s.termine)}
                    </>
                  )}{' '}
                  <a href={pdfDelSollecito(s.id)} download>
                    <Icon name="download" /> Scarica
                    <span className="visually-hidden">
                      {' '}
                      {s.titolo} del {scriviGiorno(s.inviato)}
                    </span>
                  </a>
                </li>
              ))}
            </ul>
          </Panel>
        )
      }
    </Loaded>
  )
}
