import { Link } from 'react-router'
import { DataList } from '../../kit/elements/DataList'
import { Panel } from '../../kit/elements/Panel'
import { scriviIstante } from '../../kit/tempo/istante'
import { oggi } from '../../kit/tempo/orologio'
import type { AttivazioneFragment } from '../gql/graphql'
import { puoPreparareRegolamenti } from '../permessi'
import { useIo } from '../sessione'
import { indirizzoPrepara } from './prepara/indirizzo'
import { futuri, inVigore, nomeAmbito, nomeRegola, scriviPeriodo, type Ambito, type Regola } from './regolamenti'

interface InVigoreProps {
  readonly ambito: Ambito
  readonly attivazioni: readonly AttivazioneFragment[]
  readonly regole: readonly Regola[]
}

/** What decides today, and what will from a day that is fixed already. */
export function InVigore({ ambito, attivazioni, regole }: InVigoreProps) {
  const prepara = puoPreparareRegolamenti(useIo())
  const attuale = inVigore(attivazioni, ambito, oggi())
  const prossimi = futuri(attivazioni, ambito, oggi())
  const ultimo = prossimi.at(-1) ?? attuale
  return (
    <Panel title={nomeAmbito(ambito)}>
      {attuale ? (
        <DataList
          rows={[
            ['In vigore', scriviPeriodo(attuale)],
            ['Regolamento', nomeRegola(regole, attuale.digest)],
            ['Atto', attuale.atto],
            ['Approvato da', attuale.approvataDa],
            ['Approvato il', scriviIstante(attuale.creataIl)],
          ]}
        />
      ) : (
        <p>Oggi non è in vigore nessun regolamento.</p>
      )}
      {prossimi.map((prossimo) => (
        <p key={prossimo.id} className="next-rule">
          <strong>Già deciso:</strong> {scriviPeriodo(prossimo)} vale{' '}
          <Link to={`/regolamenti/in-vigore/${prossimo.id}`}>{prossimo.atto}</Link>.
        </p>
      ))}
      <div className="button-row mb-0">
        {attuale && (
          <Link className="btn btn-outline-primary btn-sm" to={`/regolamenti/in-vigore/${attuale.id}`}>
            Vedi i parametri<span className="visually-hidden"> di {nomeAmbito(ambito)}</span>
          </Link>
        )}
        {ultimo && prepara && (
          <Link className="btn btn-primary btn-sm" to={indirizzoPrepara({ ...ambito, digest: ultimo.digest, da: ultimo.id })}>
            Prepara una modifica<span className="visually-hidden"> di {nomeAmbito(ambito)}</span>
          </Link>
        )}
      </div>
    </Panel>
  )
}
