import { Button } from 'design-react-kit'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { useCommand } from '../../kit/graphql/useCommand'
import { scriviIstante } from '../../kit/tempo/istante'
import type { LottoFragment } from '../gql/graphql'
import { puo } from '../permessi'
import { useIo } from '../sessione'
import { zipDelLotto } from './lotti'

interface PreparazioneProps {
  /** What is prepared, after an article: «le rette». */
  readonly cosa: string
  readonly lotto: LottoFragment | undefined
  readonly prepara: () => Promise<unknown>
  /** They were asked for. */
  readonly onChiesto: () => Promise<unknown>
}

/** The papers of many families: to ask for them, how far they are, where they are. */
export function Preparazione({ cosa, lotto, prepara, onChiesto }: PreparazioneProps) {
  const io = useIo()
  const chiedi = useCommand(async () => {
    await prepara()
    await onChiesto()
  })
  const aMeta = lotto?.stato === 'IN_CORSO'
  const inCorso = aMeta && !lotto.fermo
  return (
    <div className="mb-3">
      <ErrorNotice error={chiedi.error} />
      {aMeta && (
        <label className="d-block">
          Il programma prepara {cosa}: {lotto.fatti + lotto.senza} di {lotto.totale}
          <progress
            className="d-block w-100"
            max={Math.max(lotto.totale, 1)}
            value={lotto.fatti + lotto.senza}
          />
        </label>
      )}
      {lotto?.stato === 'PRONTO' && <Pronti cosa={cosa} lotto={lotto} />}
      {!inCorso && puo(io, 'conti:scrivi') && (
        <Button color="primary" outline size="sm" disabled={chiedi.pending} onClick={() => void chiedi.send()}>
          {aMeta ? `Riprendi: ${cosa}` : lotto ? `Prepara di nuovo ${cosa}` : `Prepara ${cosa} in PDF`}
        </Button>
      )}
    </div>
  )
}

function Pronti({ cosa, lotto }: { readonly cosa: string; readonly lotto: LottoFragment }) {
  const parti = Array.from({ length: lotto.parti }, (_, n) => n + 1)
  return (
    <>
      <p className="mb-1">
        {lotto.fatti === 1 ? '1 documento pronto' : `${lotto.fatti} documenti pronti`}
        {lotto.senza > 0 && `; ${lotto.senza} senza documento`}.{' '}
        <span className="small">
          {lotto.chiestoDa}, {scriviIstante(lotto.chiestoIl)}
        </span>
      </p>
      {parti.length > 0 && (
        <ul className="list-inline mb-2">
          {parti.map((parte) => (
            <li key={parte} className="list-inline-item">
              <a href={zipDelLotto(lotto.id, parte)} download>
                Scarica {cosa}
                {parti.length > 1 && `, file ${parte} di ${parti.length}`} (ZIP)
              </a>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
