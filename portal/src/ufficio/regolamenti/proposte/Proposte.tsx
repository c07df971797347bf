import { Link } from 'react-router'
import { Panel } from '../../../kit/elements/Panel'
import { scriviGiorno } from '../../../kit/tempo/giorno'
import { scriviIstante } from '../../../kit/tempo/istante'
import type { PropostaFragment, StatoProposta } from '../../gql/graphql'
import { nomeAmbito, nomeRegola, type Regola } from '../regolamenti'

const STATI: Record<StatoProposta, string> = {
  IN_ATTESA: 'in attesa di approvazione',
  APPROVATA: 'approvata',
  RESPINTA: 'respinta',
}

export function scriviStato(stato: StatoProposta): string {
  return STATI[stato]
}

interface ProposteProps {
  readonly proposte: readonly PropostaFragment[]
  readonly regole: readonly Regola[]
}

/** What waits for somebody's approval, and what was decided. */
export function Proposte({ proposte, regole }: ProposteProps) {
  const inAttesa = proposte.filter(({ stato }) => stato === 'IN_ATTESA')
  const decise = proposte.filter(({ stato }) => stato !== 'IN_ATTESA')
  if (proposte.length === 0) return null
  return (
    <Panel title="Proposte">
      {inAttesa.length === 0 && <p>Nessuna proposta aspetta una decisione.</p>}
      {inAttesa.length > 0 && <Elenco proposte={inAttesa} regole={regole} />}
      {decise.length > 0 && (
        <details>
          <summary>Proposte già decise ({decise.length})</summary>
          <Elenco proposte={decise} regole={regole} />
        </details>
      )}
    </Panel>
  )
}

function Elenco({ proposte, regole }: ProposteProps) {
  return (
    <ul className="rows">
      {proposte.map((proposta) => (
        <li key={proposta.id}>
          <Link to={`/regolamenti/proposte/${proposta.id}`}>
            {nomeAmbito(proposta)}, dal {scriviGiorno(proposta.dal)}
          </Link>{' '}
          ({scriviStato(proposta.stato)})
          <span className="d-block small">
            {nomeRegola(regole, proposta.digest)}. {proposta.atto}. Proposta da {proposta.propostaDa},{' '}
            {scriviIstante(proposta.propostaIl)}.
          </span>
        </li>
      ))}
    </ul>
  )
}
