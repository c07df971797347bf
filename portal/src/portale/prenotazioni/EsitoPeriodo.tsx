import { Button } from 'design-react-kit'
import { Notice } from '../../kit/elements/Notice'
import { scriviGiorno } from '../../kit/tempo/giorno'
import type { EsitoPeriodoFragment } from '../gql/graphql'

interface EsitoPeriodoProps {
  readonly esito: EsitoPeriodoFragment
  readonly onClose: () => void
}

/** How a range went: how many days changed, and each day that did not, with the reason. */
export function EsitoPeriodo({ esito: { cambiati, rifiutati }, onClose }: EsitoPeriodoProps) {
  return (
    <>
      <Notice tone={cambiati.length > 0 ? 'success' : 'info'}>
        {cambiati.length === 0 && 'Nessun giorno è cambiato.'}
        {cambiati.length === 1 && 'È stato cambiato 1 giorno.'}
        {cambiati.length > 1 && `Sono stati cambiati ${cambiati.length} giorni.`}
      </Notice>
      {rifiutati.length > 0 && (
        <>
          <h3 className="h6">Giorni non cambiati</h3>
          <ul className="rows scroll" tabIndex={0} aria-label="Giorni non cambiati">
            {rifiutati.map(({ giorno, perche }) => (
              <li key={giorno}>
                <strong>{scriviGiorno(giorno)}</strong>: {perche}
              </li>
            ))}
          </ul>
        </>
      )}
      <Button color="primary" onClick={onClose}>
        Torna al calendario
      </Button>
    </>
  )
}
