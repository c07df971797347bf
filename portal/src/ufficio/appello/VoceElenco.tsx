import { Icon } from '../../kit/elements/Icon'
import type { StatoPresenza } from '../gql/graphql'
import { aspettoStato, STATI, statoIniziale, type VoceAppello } from './statoAppello'

interface VoceElencoProps {
  readonly voce: VoceAppello
  readonly stato: StatoPresenza
  readonly onStato: (stato: StatoPresenza) => void
}

/** A child in the roll call. */
export function VoceElenco({ voce, stato, onStato }: VoceElencoProps) {
  const prenotato = aspettoStato(statoIniziale({ ...voce, presenza: null })).nome
  return (
    <li data-iscrizione={voce.iscrizione}>
      <fieldset>
        <legend>
          {voce.cognome} {voce.nome}
          <small>
            Prenotazione: {prenotato.toLowerCase()}
            {voce.dietaSpeciale && ' – dieta speciale'}
          </small>
        </legend>
        <div className="roll-call-choices">
          {STATI.map((possibile) => {
            const aspetto = aspettoStato(possibile)
            return (
              <label key={possibile} className={aspetto.classe}>
                <input
                  type="radio"
                  name={`stato-${voce.iscrizione}`}
                  value={possibile}
                  checked={stato === possibile}
                  onChange={() => onStato(possibile)}
                />
                <Icon name={aspetto.icona} />
                <span>{aspetto.nome}</span>
              </label>
            )
          })}
        </div>
      </fieldset>
    </li>
  )
}
