import { Badge } from 'design-react-kit'
import { Link } from 'react-router'
import { haModulo } from '../../kit/comune/comune'
import { scriviImporto } from '../../kit/denaro/importo'
import { scriviPrezzo } from '../../kit/denaro/prezzoUnitario'
import { DataList } from '../../kit/elements/DataList'
import { Panel } from '../../kit/elements/Panel'
import { useComune } from '../../kit/page/ComuneContext'
import type { IscrizioneFragment } from '../gql/graphql'
import { paroleDelServizio } from './servizio'

interface SchedaServizioProps {
  readonly alunno: string
  readonly iscrizione: IscrizioneFragment
}

/** The card of a service, with the fields of the manual: the same for every service. */
export function SchedaServizio({ alunno, iscrizione }: SchedaServizioProps) {
  const comune = useComune()
  const parole = paroleDelServizio(iscrizione.servizio)
  const attiva = iscrizione.stato === 'ATTIVA'
  const presenze = iscrizione.servizio === 'REFEZIONE' && haModulo(comune, 'refezione')
  const prenotazioni = iscrizione.prenotabile && haModulo(comune, 'prenotazioni')
  return (
    <Panel title={`${parole.nome} ${iscrizione.anno}`}>
      <DataList
        rows={[
          ['Tessera', iscrizione.tessera],
          ['Scuola', conPlesso(iscrizione)],
          ['Classe', iscrizione.classe],
          ['Fascia', iscrizione.fascia],
          ['Importo quota', iscrizione.importoQuota == null ? null : scriviImporto(iscrizione.importoQuota)],
          [
            parole.importoUnitario,
            iscrizione.importoUnitario == null ? null : scriviPrezzo(iscrizione.importoUnitario),
          ],
          ['Articolo', iscrizione.articolo],
          [
            'Stato',
            <Badge key="stato" color={attiva ? 'success' : 'secondary'}>
              {attiva ? 'Attivo' : 'Disattivo'}
            </Badge>,
          ],
        ]}
      />
      {(presenze || prenotazioni) && (
        <div className="button-row">
          {presenze && (
            <Link to={`/utenti/${alunno}/presenze/${iscrizione.id}`} className="btn btn-primary">
              Presenze
            </Link>
          )}
          {prenotazioni && (
            <Link to={`/prenotazioni/${iscrizione.id}`} className="btn btn-outline-primary">
              Prenotazioni
            </Link>
          )}
        </div>
      )}
    </Panel>
  )
}

/** A school of several buildings names the child's one. */
function conPlesso({ scuola, plesso }: IscrizioneFragment): string {
  return plesso && plesso !== scuola ? `${scuola}, plesso ${plesso}` : scuola
}
