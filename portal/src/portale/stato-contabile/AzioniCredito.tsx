import { Button } from 'design-react-kit'
import { useState } from 'react'
import { destinazioni } from '../../kit/denaro/conti'
import { useAnnounce } from '../../kit/elements/Announcer'
import type { StatoServizioFragment } from '../gql/graphql'
import { ChiediRimborso } from './ChiediRimborso'
import { Ricarica } from './Ricarica'
import { conCredito } from './statoContabile'
import { TrasferisciCredito } from './TrasferisciCredito'

interface AzioniCreditoProps {
  readonly stati: readonly StatoServizioFragment[]
  readonly onFatto: () => Promise<void>
}

/** Topping up, and what a family can do with the credit it has. */
export function AzioniCredito({ stati, onFatto }: AzioniCreditoProps) {
  const announce = useAnnounce()
  const [aperta, setAperta] = useState<'ricarica' | 'trasferimento' | 'rimborso' | null>(null)
  const partenze = conCredito(stati)
  const trasferibile = partenze.some((da) => destinazioni(stati, da).length > 0)
  const ricaricabili = stati.filter(({ modo }) => modo === 'PREPAGATO')
  if (partenze.length + ricaricabili.length === 0) return null

  async function fatto(annuncio: string) {
    setAperta(null)
    announce(annuncio)
    await onFatto()
  }

  return (
    <div className="button-row">
      {ricaricabili.length > 0 && (
        <Button color="primary" onClick={() => setAperta('ricarica')}>
          Ricarica
        </Button>
      )}
      {trasferibile && (
        <Button color="primary" outline onClick={() => setAperta('trasferimento')}>
          Trasferisci credito
        </Button>
      )}
      {partenze.length > 0 && (
        <Button color="primary" outline onClick={() => setAperta('rimborso')}>
          Chiedi un rimborso
        </Button>
      )}
      {aperta === 'ricarica' && <Ricarica servizi={ricaricabili} onClose={() => setAperta(null)} />}
      {aperta === 'trasferimento' && (
        <TrasferisciCredito
          stati={stati}
          onClose={() => setAperta(null)}
          onFatto={() => void fatto('Il credito è stato trasferito.')}
        />
      )}
      {aperta === 'rimborso' && (
        <ChiediRimborso
          partenze={partenze}
          onClose={() => setAperta(null)}
          onFatto={() => void fatto('Il rimborso è stato chiesto: lo trovi in Pagamenti.')}
        />
      )}
    </div>
  )
}
