import { api } from '../../api'
import { CercaPerCognome } from '../../elementi/CercaPerCognome'
import { perCognome } from '../../elementi/perCognome'
import { CERCA_BAMBINI } from './bambini'

/** A child on the meal service. */
export interface Bambino {
  readonly iscrizione: string
  readonly nome: string
}

interface CercaBambinoProps {
  readonly scelto: Bambino | null
  readonly onScelto: (bambino: Bambino) => void
}

async function cerca(cognome: string): Promise<readonly Bambino[]> {
  const { alunno } = await api.execute(CERCA_BAMBINI, { cognome })
  return alunno.nodes.toSorted(perCognome).flatMap(({ nome, cognome, iscrizione: { nodes } }) => {
    const [ultima] = nodes
    if (!ultima) return []
    const classe = ultima.classe ? `, classe ${ultima.classe.nome}` : ''
    return [{ iscrizione: String(ultima.id), nome: `${cognome} ${nome}${classe}` }]
  })
}

/** Finds a child by surname. */
export function CercaBambino({ scelto, onScelto }: CercaBambinoProps) {
  return (
    <CercaPerCognome
      cerca={cerca}
      nessuno="Nessun iscritto alla refezione ha un cognome che comincia così."
      quanti={(n) => (n === 1 ? 'Un bambino trovato.' : `${n} bambini trovati.`)}
    >
      {(trovati) => (
        <ul className="choices" aria-label="Bambini trovati">
          {trovati.map((bambino) => (
            <li key={bambino.iscrizione}>
              <button
                type="button"
                aria-pressed={bambino.iscrizione === scelto?.iscrizione}
                onClick={() => onScelto(bambino)}
              >
                {bambino.nome}
              </button>
            </li>
          ))}
        </ul>
      )}
    </CercaPerCognome>
  )
}
