import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import { useAnnounce } from '../../kit/elements/Announcer'
import { Dialog } from '../../kit/elements/Dialog'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { Field } from '../../kit/elements/Field'
import { Loaded } from '../../kit/elements/Loaded'
import { Panel } from '../../kit/elements/Panel'
import { useCommand } from '../../kit/graphql/useCommand'
import { useQuery } from '../../kit/graphql/useQuery'
import { api } from '../api'
import { graphql } from '../gql'
import type { CapitoloFragment } from '../gql/graphql'
import { CAPITOLI, VOCI } from '../incassi/capitoli'
import { puo } from '../permessi'
import { nomeServizio } from '../servizi'
import { useIo } from '../sessione'

const IMPOSTA = graphql(`
  mutation ImpostaCapitolo($servizio: Servizio!, $voce: Voce!, $codice: String) {
    impostaCapitolo(servizio: $servizio, voce: $voce, codice: $codice) {
      ...Capitolo
    }
  }
`)

const nomeDi = ({ servizio, voce }: CapitoloFragment) => `${nomeServizio(servizio)}: ${VOCI[voce].toLowerCase()}`

/** On which chapter of the budget money is put down, service by service. */
export function Capitoli() {
  const announce = useAnnounce()
  const scrive = puo(useIo(), 'contabilita:gestisci')
  const capitoli = useQuery(api, CAPITOLI, {})
  const [cambia, setCambia] = useState<CapitoloFragment | null>(null)
  return (
    <Panel title="Capitoli del bilancio">
      <Loaded query={capitoli} lines={4}>
        {({ capitoli: elenco }) => (
          <ul className="rows mb-0">
            {elenco.map((capitolo) => (
              <li key={nomeDi(capitolo)}>
                {nomeDi(capitolo)}: <strong>{capitolo.codice ?? 'non indicato'}</strong>{' '}
                {scrive && (
                  <button type="button" className="btn-inline" onClick={() => setCambia(capitolo)}>
                    Cambia<span className="visually-hidden"> {nomeDi(capitolo)}</span>
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {cambia && (
        <CambiaCapitolo
          capitolo={cambia}
          onFatto={() => {
            setCambia(null)
            announce('Il capitolo è registrato.')
            void capitoli.reload()
          }}
          onClose={() => setCambia(null)}
        />
      )}
    </Panel>
  )
}

interface CambiaCapitoloProps {
  readonly capitolo: CapitoloFragment
  readonly onFatto: () => void
  readonly onClose: () => void
}

function CambiaCapitolo({ capitolo, onFatto, onClose }: CambiaCapitoloProps) {
  const { servizio, voce } = capitolo
  const [codice, setCodice] = useState(capitolo.codice ?? '')
  const imposta = useCommand(() => api.execute(IMPOSTA, { servizio, voce, codice: codice.trim() || null }))

  async function submit(event: FormEvent) {
    event.preventDefault()
    if ((await imposta.send()) !== null) onFatto()
  }

  return (
    <Dialog title={nomeDi(capitolo)} onClose={onClose}>
      <form onSubmit={(e) => void submit(e)}>
        <ErrorNotice error={imposta.error} />
        <Field
          label="Capitolo"
          hint="Come lo conosce il programma di contabilità: lettere, cifre, punti, barre e trattini."
          autoComplete="off"
          value={codice}
          onChange={(e) => setCodice(e.target.value)}
        />
        <Button type="submit" color="primary" disabled={imposta.pending}>
          Registra
        </Button>
      </form>
    </Dialog>
  )
}
