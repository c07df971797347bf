import { NavLink, useParams } from 'react-router'
import { Loaded } from '../../kit/elements/Loaded'
import { Notice } from '../../kit/elements/Notice'
import { useQuery } from '../../kit/graphql/useQuery'
import { Page } from '../../kit/page/Page'
import { api } from '../api'
import { FIGLI } from '../utenti/figli'
import { CalendarioPrenotazioni } from './CalendarioPrenotazioni'
import { prenotabili, type Prenotabile } from './prenotabili'

/** The bookings of one child on one service. */
export function PrenotazioniIscrizione() {
  const { iscrizione = '' } = useParams()
  const figli = useQuery(api, FIGLI, {})
  const voci = figli.data ? prenotabili(figli.data.figli) : []
  const voce = voci.find((v) => v.iscrizione === iscrizione)
  return (
    <Page
      title={voce ? `Prenotazioni di ${voce.alunno}` : 'Prenotazioni'}
      lead={
        voce && (
          <p>
            {voce.servizio} – {voce.scuola}, classe {voce.classe}
          </p>
        )
      }
    >
      <Loaded query={figli} lines={10}>
        {() =>
          voce ? (
            <>
              {voci.length > 1 && <AltriCalendari voci={voci} />}
              <CalendarioPrenotazioni key={iscrizione} voce={voce} />
            </>
          ) : (
            <Notice tone="warning">Questo calendario non esiste o non è della tua famiglia.</Notice>
          )
        }
      </Loaded>
    </Page>
  )
}

function AltriCalendari({ voci }: { readonly voci: readonly Prenotabile[] }) {
  return (
    <nav aria-label="Scegli utente e servizio">
      <ul className="choices">
        {voci.map((v) => (
          <li key={v.iscrizione}>
            <NavLink to={`/prenotazioni/${v.iscrizione}`}>
              {v.alunno}
              <small>{v.servizio}</small>
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
