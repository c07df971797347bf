import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import { DateField } from '../../../kit/elements/DateField'
import { ErrorNotice } from '../../../kit/elements/ErrorNotice'
import { Panel } from '../../../kit/elements/Panel'
import { useCommand } from '../../../kit/graphql/useCommand'
import { piuGiorni, type Giorno } from '../../../kit/tempo/giorno'
import { meseDi, piuMesi, primoGiorno } from '../../../kit/tempo/mese'
import { oggi } from '../../../kit/tempo/orologio'
import { api } from '../../api'
import type { RegolaDaProvare } from '../prova/prove'
import { Andamento } from './Andamento'
import { AVVIA } from './simulazioni'

/** Asks what a tariff would have done to the meals of a past period, and shows it as it comes. */
export function AvviaSimulazione({ regola }: { readonly regola: RegolaDaProvare }) {
  const ieri = piuGiorni(oggi(), -1)
  const [dal, setDal] = useState<Giorno | null>(() => primoGiorno(piuMesi(meseDi(ieri), -2)))
  const [al, setAl] = useState<Giorno | null>(ieri)
  const [avviata, setAvviata] = useState<string | null>(null)
  const avvia = useCommand(async (dal: Giorno, al: Giorno) => {
    const { digest, parametri } = regola
    return (await api.execute(AVVIA, { dati: { digest, parametri, dal, al } })).avviaSimulazione
  })

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (dal && al) setAvviata(await avvia.send(dal, al))
  }

  return (
    <Panel title="Simula su un periodo passato">
      <p>
        Ricalcola i pasti già consumati come se questa tariffa fosse stata in vigore, e li confronta con quanto è stato
        addebitato. Nulla viene cambiato.
      </p>
      <ErrorNotice error={avvia.error} />
      <form className="filters" onSubmit={(e) => void submit(e)}>
        <DateField label="Dal" required value={dal} max={al} onChange={setDal} />
        <DateField label="Al" required value={al} min={dal} max={ieri} onChange={setAl} />
        <Button type="submit" color="primary" disabled={avvia.pending}>
          Simula
        </Button>
      </form>
      {avviata !== null && <Andamento key={avviata} id={avviata} />}
    </Panel>
  )
}
