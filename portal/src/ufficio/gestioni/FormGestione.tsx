import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import { scriviImporto, type Importo } from '../../kit/denaro/importo'
import { AmountField } from '../../kit/elements/AmountField'
import { Dialog } from '../../kit/elements/Dialog'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { SelectField } from '../../kit/elements/SelectField'
import { useCommand } from '../../kit/graphql/useCommand'
import { api } from '../api'
import { graphql } from '../gql'
import type { AZero, ContoPer, GestioneFragment, GestioneInput, Modo } from '../gql/graphql'
import { nomeServizio } from '../servizi'
import { A_ZERO, CONTI, MODI, type DaStabilire } from './gestioni'

const IMPOSTA = graphql(`
  mutation ImpostaGestione($dati: GestioneInput!) {
    impostaGestione(dati: $dati) {
      ...Gestione
    }
  }
`)

interface FormGestioneProps {
  /** What holds now, or what was not said yet. */
  readonly scelta: GestioneFragment | DaStabilire
  readonly onFatto: () => void
  readonly onClose: () => void
}

const opzioni = <T extends string>(nomi: Record<T, string>) =>
  Object.entries<string>(nomi).map(([value, label]) => ({ value, label }))

/** The way of paying a service in a school year. */
export function FormGestione({ scelta, onFatto, onClose }: FormGestioneProps) {
  const prima = 'versione' in scelta ? scelta : null
  const [modo, setModo] = useState<Modo>(prima?.modo ?? 'PREPAGATO')
  const [conto, setConto] = useState<ContoPer>(prima?.conto ?? 'SERVIZIO')
  const [conSoglia, setConSoglia] = useState(prima?.soglia != null)
  const [soglia, setSoglia] = useState<Importo | null>(prima?.soglia ?? null)
  const [aZero, setAZero] = useState<AZero>(prima?.aZero ?? 'PERMETTI')
  const imposta = useCommand((dati: GestioneInput) => api.execute(IMPOSTA, { dati }))
  const prepagato = modo === 'PREPAGATO'

  async function submit(event: FormEvent) {
    event.preventDefault()
    const { servizio, anno } = scelta
    const sua = prepagato && conSoglia ? soglia : null
    const dati = { servizio, anno, modo, conto, aZero, soglia: sua, versione: prima?.versione ?? null }
    if (await imposta.send(dati)) onFatto()
  }

  return (
    <Dialog title={`${nomeServizio(scelta.servizio)}, ${scelta.anno}`} onClose={onClose}>
      <form onSubmit={(e) => void submit(e)}>
        <ErrorNotice error={imposta.error} />
        <SelectField label="Quando si paga" value={modo} options={opzioni(MODI)} onChange={(m) => setModo(m as Modo)} />
        {prepagato && (
          <>
            <SelectField label="Conto" value={conto} options={opzioni(CONTI)} onChange={(c) => setConto(c as ContoPer)} />
            <SelectField
              label="Quando avvisare che il credito è basso"
              value={conSoglia ? 'sotto' : 'mai'}
              options={[
                { value: 'mai', label: 'Solo a credito finito' },
                { value: 'sotto', label: 'Sotto una soglia' },
              ]}
              onChange={(quando) => setConSoglia(quando === 'sotto')}
            />
            {conSoglia && (
              <AmountField
                label="Soglia"
                hint="La famiglia riceve un’e-mail, una volta finché non ricarica."
                iniziale={soglia == null ? '' : scriviImporto(soglia).replace(/\s*€$/u, '')}
                onChange={setSoglia}
              />
            )}
            <SelectField
              label="Che cosa succede a credito finito"
              value={aZero}
              options={opzioni(A_ZERO)}
              onChange={(z) => setAZero(z as AZero)}
            />
          </>
        )}
        <div className="button-row">
          <Button type="submit" color="primary" disabled={imposta.pending}>
            Registra
          </Button>
          <Button color="secondary" outline onClick={onClose}>
            Annulla
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
