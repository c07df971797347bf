import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import type { Importo } from '../../kit/denaro/importo'
import { AmountField } from '../../kit/elements/AmountField'
import { Dialog } from '../../kit/elements/Dialog'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { SelectField } from '../../kit/elements/SelectField'
import { useCommand } from '../../kit/graphql/useCommand'
import { api } from '../api'
import type { Servizio, StatoServizioFragment } from '../gql/graphql'
import { CHIEDI_RICARICA } from '../pagamenti/avvisi'
import { vaiAPagare } from '../pagamenti/checkout'
import { paroleDelServizio } from '../utenti/servizio'

interface RicaricaProps {
  readonly servizi: readonly StatoServizioFragment[]
  readonly onClose: () => void
}

/** Tops an account up: the amount, then the page of pagoPA. */
export function Ricarica({ servizi, onClose }: RicaricaProps) {
  const [servizio, setServizio] = useState<Servizio | undefined>(servizi[0]?.servizio)
  const [importo, setImporto] = useState<Importo | null>(null)
  const ricarica = useCommand(async (quale: Servizio, quanto: Importo) => {
    const { chiediRicarica } = await api.execute(CHIEDI_RICARICA, { servizio: quale, importo: quanto })
    await vaiAPagare([chiediRicarica])
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    if (servizio && importo !== null) void ricarica.send(servizio, importo)
  }

  return (
    <Dialog title="Ricarica" onClose={onClose}>
      <form onSubmit={submit}>
        <ErrorNotice error={ricarica.error} />
        {servizi.length > 1 && (
          <SelectField
            label="Conto"
            value={servizio ?? ''}
            options={servizi.map((s) => ({ value: s.servizio, label: paroleDelServizio(s.servizio).nome }))}
            onChange={(valore) => setServizio(valore as Servizio)}
          />
        )}
        <AmountField label="Importo" hint="Si paga sulla pagina di pagoPA; il saldo cambia quando arriva la ricevuta." onChange={setImporto} />
        <div className="button-row">
          <Button type="submit" color="primary" disabled={ricarica.pending}>
            {ricarica.pending ? 'Apertura di pagoPA…' : 'Paga con pagoPA'}
          </Button>
          <Button color="secondary" outline onClick={onClose}>
            Annulla
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
