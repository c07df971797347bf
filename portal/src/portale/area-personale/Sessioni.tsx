import { Badge, Button } from 'design-react-kit'
import { useNavigate } from 'react-router'
import { useAnnounce } from '../../kit/elements/Announcer'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { Loaded } from '../../kit/elements/Loaded'
import { Panel } from '../../kit/elements/Panel'
import { useCommand } from '../../kit/graphql/useCommand'
import { useQuery } from '../../kit/graphql/useQuery'
import { scriviIstante } from '../../kit/tempo/istante'
import { api } from '../api'
import { graphql } from '../gql'
import { useSession } from '../sessione'

const SESSIONI = graphql(`
  query Sessioni {
    sessioni {
      id
      creata
      ultimoUso
      dispositivo
      questa
    }
  }
`)

const ESCI_OVUNQUE = graphql(`
  mutation EsciOvunque {
    esciOvunque
  }
`)

/** The devices on which the person is logged in. */
export function Sessioni() {
  const { setIo } = useSession()
  const navigate = useNavigate()
  const announce = useAnnounce()
  const sessioni = useQuery(api, SESSIONI, {})
  const esciOvunque = useCommand(() => api.execute(ESCI_OVUNQUE, {}))

  async function esci() {
    if (!(await esciOvunque.send())) return
    navigate('/')
    setIo(null)
    announce('L’accesso è stato chiuso su tutti i dispositivi.')
  }

  return (
    <Panel title="Dispositivi collegati">
      <Loaded query={sessioni} lines={2}>
        {(dati) => (
          <ul className="rows">
            {dati.sessioni.map((s) => (
              <li key={s.id}>
                <strong className="text-break">{s.dispositivo}</strong>{' '}
                {s.questa && <Badge color="primary">questo dispositivo</Badge>}
                <br />
                Accesso del {scriviIstante(s.creata)}, ultimo uso {scriviIstante(s.ultimoUso)}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <ErrorNotice error={esciOvunque.error} />
      <Button color="primary" outline disabled={esciOvunque.pending} onClick={() => void esci()}>
        Esci ovunque
      </Button>
    </Panel>
  )
}
