import { Button } from 'design-react-kit'
import { useMemo, useState, type FormEvent } from 'react'
import { ErrorNotice } from '../../../kit/elements/ErrorNotice'
import { Panel } from '../../../kit/elements/Panel'
import { asRequestError } from '../../../kit/graphql/requestError'
import { useCommand } from '../../../kit/graphql/useCommand'
import { leggiGiorno, type Giorno } from '../../../kit/tempo/giorno'
import { oggi } from '../../../kit/tempo/orologio'
import { api } from '../../api'
import type { AttivazioneFragment } from '../../gql/graphql'
import { bozzaNuova } from '../parametri/bozza'
import { campoDi } from '../parametri/campo'
import { FormParametri } from '../parametri/FormParametri'
import type { Errore } from '../parametri/leggi'
import { RiepilogoErrori } from '../parametri/RiepilogoErrori'
import { eOggetto, type Json, type Schema } from '../parametri/schema'
import { useLettura } from '../parametri/useLettura'
import { inVigore, type Ambito } from '../regolamenti'
import { campoSenzaServizio, casoDelServizio } from './caso'
import { ConfrontoEsiti } from './ConfrontoEsiti'
import { confronta, PROVA_REGOLA, type Confronto, type RegolaDaProvare } from './prove'

interface ProvaCasoProps {
  readonly ambito: Ambito
  readonly regola: RegolaDaProvare
  /** The JSON Schema of a case. */
  readonly schemaCaso: string
  readonly attivazioni: readonly AttivazioneFragment[]
}

/** What the regulation answers to a case that the office describes. */
export function ProvaCaso({ ambito, regola, schemaCaso, attivazioni }: ProvaCasoProps) {
  const campo = useMemo(() => campoSenzaServizio(campoDi(JSON.parse(schemaCaso) as Schema)), [schemaCaso])
  const [bozza, setBozza] = useState(() => bozzaNuova(campo))
  const [rifiutati, setRifiutati] = useState<readonly Errore[]>([])
  const [esiti, setEsiti] = useState<Confronto | null>(null)
  const { errori, tentativi, leggi } = useLettura(campo, bozza, rifiutati)

  const calcola = useCommand(async (caso: Json): Promise<Confronto> => {
    const attuale = inVigore(attivazioni, ambito, giornoDel(caso))
    try {
      return await confronta(regola, attuale, async ({ digest, parametri }) => {
        const domanda = { estensione: ambito.estensione, digest, parametri, caso }
        return (await api.execute(PROVA_REGOLA, domanda)).provaRegola
      })
    } catch (errore) {
      const { code, wrongValues } = asRequestError(errore)
      if (code === 'CASO_NON_VALIDO') setRifiutati(wrongValues.map((v) => ({ percorso: v.path, testo: v.message })))
      throw errore
    }
  })

  async function submit(event: FormEvent) {
    event.preventDefault()
    const caso = leggi()
    setEsiti(caso === undefined ? null : await calcola.send(casoDelServizio(caso, ambito.servizio)))
  }

  return (
    <Panel title="Prova su un caso">
      <p>Descrivi un caso: il regolamento risponde, e dice perché. La prova non cambia nulla.</p>
      <form onSubmit={(e) => void submit(e)} noValidate className="parameters">
        <RiepilogoErrori campo={campo} errori={errori} tentativi={tentativi} />
        <FormParametri
          campo={campo}
          bozza={bozza}
          errori={errori}
          onBozza={(nuova) => {
            setBozza(nuova)
            setRifiutati([])
            setEsiti(null)
          }}
        />
        <Button type="submit" color="primary" disabled={calcola.pending}>
          Calcola
        </Button>
      </form>
      <ErrorNotice error={calcola.error} />
      <div role="status">{esiti && <h3 className="h5 mt-4">Che cosa risponde il regolamento</h3>}</div>
      {esiti && <ConfrontoEsiti adesso={esiti.adesso} nuovo={esiti.nuovo} />}
    </Panel>
  )
}

/** The day that the case is about. */
function giornoDel(caso: Json): Giorno {
  const contesto = eOggetto(caso) && eOggetto(caso.contesto) ? caso.contesto : {}
  const { giorno, adesso } = contesto
  const scritto = typeof giorno === 'string' ? giorno : typeof adesso === 'string' ? adesso.slice(0, 10) : null
  return leggiGiorno(scritto) ?? oggi()
}
