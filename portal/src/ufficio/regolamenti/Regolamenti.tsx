import { Link } from 'react-router'
import { Loaded } from '../../kit/elements/Loaded'
import { Notice } from '../../kit/elements/Notice'
import { useQuery } from '../../kit/graphql/useQuery'
import { Page } from '../../kit/page/Page'
import { api } from '../api'
import { puoPreparareRegolamenti } from '../permessi'
import { useIo } from '../sessione'
import { Guasti } from './Guasti'
import { InVigore } from './InVigore'
import { ApprovazioneADue } from './proposte/ApprovazioneADue'
import { Proposte } from './proposte/Proposte'
import { ambiti, REGOLAMENTI } from './regolamenti'
import { Storia } from './Storia'

/** What is in force for which service, what is proposed, what was. */
export function Regolamenti() {
  const query = useQuery(api, REGOLAMENTI, {})
  const prepara = puoPreparareRegolamenti(useIo())
  return (
    <Page
      title="Regolamenti"
      lead="Che cosa è in vigore per ogni servizio, e come cambiarlo sapendo prima che cosa cambia per le famiglie."
    >
      <div className="button-row">
        {prepara && (
          <Link className="btn btn-primary" to="/regolamenti/nuovo">
            Prepara un regolamento
          </Link>
        )}
        <Link className="btn btn-outline-primary" to="/regolamenti/simulazioni">
          Simulazioni
        </Link>
        {prepara && (
          <>
            <Link className="btn btn-outline-primary" to="/regolamenti/componenti">
              Componenti
            </Link>
            <Link className="btn btn-outline-primary" to="/regolamenti/decisioni">
              Ripeti una decisione
            </Link>
          </>
        )}
      </div>
      <Loaded query={query} lines={10}>
        {({ attivazioni, proposte, approvazioneADue, regoleDisponibili, guastiRegole }) => (
          <>
            <Guasti guasti={guastiRegole} attivazioni={attivazioni} />
            <Proposte proposte={proposte} regole={regoleDisponibili} />
            {attivazioni.length === 0 && (
              <Notice tone="info">Nessun regolamento è in vigore: prepara il primo.</Notice>
            )}
            {ambiti(attivazioni).map((ambito) => (
              <InVigore
                key={ambito.estensione + ambito.servizio}
                ambito={ambito}
                attivazioni={attivazioni}
                regole={regoleDisponibili}
              />
            ))}
            {attivazioni.length > 0 && <Storia attivazioni={attivazioni} regole={regoleDisponibili} />}
            <ApprovazioneADue duePersone={approvazioneADue} onCambiata={query.reload} />
          </>
        )}
      </Loaded>
    </Page>
  )
}
