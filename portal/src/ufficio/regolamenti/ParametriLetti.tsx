import { DataList } from '../../kit/elements/DataList'
import { righeDi, type Riga } from './parametri/righe'
import type { Json } from './parametri/schema'
import { campoDellaRegola, type Regola } from './regolamenti'

interface ParametriLettiProps {
  /** The component; without it the parameters have no words. */
  readonly regola: Regola | undefined
  readonly parametri: Json
}

/** Parameters that are only read, in the words of the schema. */
export function ParametriLetti({ regola, parametri }: ParametriLettiProps) {
  if (!regola) return <pre className="json-text">{JSON.stringify(parametri, null, 2)}</pre>
  const righe = righeDi(campoDellaRegola(regola), parametri)
  if (righe.length === 0) return <p>Nessun parametro indicato: vale quanto il regolamento prevede da sé.</p>
  return perParte(righe).map(({ parte, righe }) => (
    <section key={righe[0]?.percorso} className="read-part">
      {parte !== '' && <h3 className="h6">{parte}</h3>}
      <DataList rows={righe.map(({ dove, valore }) => [dove.at(-1) ?? '', valore])} />
    </section>
  ))
}

interface Gruppo {
  readonly parte: string
  readonly righe: Riga[]
}

/** The rows of one part together, in their order. */
function perParte(righe: readonly Riga[]): readonly Gruppo[] {
  const gruppi: Gruppo[] = []
  for (const riga of righe) {
    const parte = riga.dove.slice(0, -1).join(' › ')
    const ultimo = gruppi.at(-1)
    if (ultimo?.parte === parte) ultimo.righe.push(riga)
    else gruppi.push({ parte, righe: [riga] })
  }
  return gruppi
}
