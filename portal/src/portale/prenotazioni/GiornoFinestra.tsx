import { haModulo } from '../../kit/comune/comune'
import { Dialog } from '../../kit/elements/Dialog'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { useCommand } from '../../kit/graphql/useCommand'
import { RequestError, UNREACHABLE } from '../../kit/graphql/requestError'
import { scriviPrezzo } from '../../kit/denaro/prezzoUnitario'
import { useComune } from '../../kit/page/ComuneContext'
import { scriviGiornoEsteso } from '../../kit/tempo/giorno'
import { scriviIstante } from '../../kit/tempo/istante'
import { api } from '../api'
import type { GiornoFragment, Scelta } from '../gql/graphql'
import { PRENOTA } from './calendario'
import { MenuDelGiorno } from './MenuDelGiorno'
import type { Prenotabile } from './prenotabili'
import { aspettoDi, modificabile } from './scelta'
import { PERCHE_GIORNO, ScelteDelGiorno } from './ScelteDelGiorno'

interface GiornoFinestraProps {
  readonly voce: Prenotabile
  readonly giorno: GiornoFragment
  readonly offrePastoBianco: boolean
  readonly onSalvato: (giorno: GiornoFragment) => void
  /** What the page shows of this day is old: read it again. */
  readonly onSuperato: () => Promise<void>
  readonly onClose: () => void
}

/** The menu of a day: what is booked, what may be chosen, why not. A choice is saved at once. */
export function GiornoFinestra({ voce, giorno, offrePastoBianco, onSalvato, onSuperato, onClose }: GiornoFinestraProps) {
  const comune = useComune()
  const prenota = useCommand(async (scelta: Scelta) => {
    const variabili = { iscrizione: voce.iscrizione, giorno: giorno.giorno, scelta, versione: giorno.versione }
    try {
      return (await api.execute(PRENOTA, variabili)).prenota
    } catch (errore) {
      // A refusal means that the day is no longer what the person was looking at.
      if (errore instanceof RequestError && errore.code !== UNREACHABLE) await onSuperato()
      throw errore
    }
  })

  async function scegli(scelta: Scelta) {
    const nuovo = await prenota.send(scelta)
    if (nuovo) onSalvato(nuovo)
  }

  const conflitto = prenota.error?.code === 'CONFLITTO'
  return (
    <Dialog title={scriviGiornoEsteso(giorno.giorno)} onClose={onClose}>
      <p className="window-lead">
        {voce.alunno} – {voce.servizio}
      </p>
      <ErrorNotice error={prenota.error} />
      {conflitto && (
        <p>
          Il calendario è stato riletto: ora il giorno risulta <strong>{aspettoDi(giorno.scelta).nome}</strong>.
        </p>
      )}
      {giorno.servizio ? (
        <>
          {giorno.perche && (
            <p id={PERCHE_GIORNO} className="why-not">
              {giorno.perche}
            </p>
          )}
          <ScelteDelGiorno
            giorno={giorno}
            offrePastoBianco={offrePastoBianco}
            inCorso={prenota.pending}
            onScelta={(scelta) => void scegli(scelta)}
          />
          <Note giorno={giorno} />
          {haModulo(comune, 'refezione') && <MenuDelGiorno alunno={voce.idAlunno} giorno={giorno.giorno} />}
        </>
      ) : (
        <p className="why-not">Nessun servizio: {giorno.motivoChiusura ?? 'giorno di chiusura'}.</p>
      )}
    </Dialog>
  )
}

function Note({ giorno }: { readonly giorno: GiornoFragment }) {
  return (
    <ul className="notes">
      {modificabile(giorno) && giorno.modificabileFino && (
        <li>Puoi cambiare fino al {scriviIstante(giorno.modificabileFino)}.</li>
      )}
      {giorno.prezzo != null && <li>Prezzo del pasto: {scriviPrezzo(giorno.prezzo)}</li>}
      {giorno.aggiornataIl && (
        <li>
          Ultima modifica: {scriviIstante(giorno.aggiornataIl)}
          {giorno.aggiornataDa && `, ${giorno.aggiornataDa}`}
        </li>
      )}
    </ul>
  )
}
