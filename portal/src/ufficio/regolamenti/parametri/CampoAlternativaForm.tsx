import { bozzaNuovaVoci, scelto, type Bozza } from './bozza'
import type { CampoAlternativa } from './campo'
import { Etichetta } from './CampoForm'
import { Voci } from './CampoOggettoForm'
import { nessunaScelta } from './Controllo'
import { ErroreCampo, idDi, useErrore, type ParteProps } from './FormContext'

/** One of several forms: which one, then its fields. */
export function CampoAlternativaForm({ campo, bozza, onBozza, percorso, obbligatorio }: ParteProps<CampoAlternativa>) {
  const id = idDi(percorso)
  const errore = useErrore(percorso)
  const scelta = scelto(campo, bozza)
  const descritto = [campo.descrizione && `${id}-aiuto`, errore.testo !== null && errore.id].filter(Boolean).join(' ')
  return (
    <div className={`alternative ${scelta && scelta.caso.voci.length > 0 ? 'part' : ''}`}>
      <div className="field">
        <label htmlFor={id}>
          <Etichetta titolo={campo.titolo ?? 'Che cosa'} obbligatorio={obbligatorio} />
        </label>
        <select
          id={id}
          className={`form-control ${errore.testo === null ? '' : 'is-invalid'}`}
          value={scelta?.caso.chiave ?? ''}
          aria-required={obbligatorio || undefined}
          aria-invalid={errore.testo === null ? undefined : true}
          aria-describedby={descritto || undefined}
          onChange={(e) => onBozza(cambiaCaso(campo, bozza, e.target.value))}
        >
          <option value="">{nessunaScelta(campo, obbligatorio)}</option>
          {campo.casi.map((caso) => (
            <option key={caso.chiave} value={caso.chiave}>
              {caso.titolo}
            </option>
          ))}
        </select>
        {campo.descrizione && (
          <small id={`${id}-aiuto`} className="form-text">
            {campo.descrizione}
          </small>
        )}
        <ErroreCampo percorso={percorso} />
      </div>
      {scelta && (
        <Voci
          voci={scelta.caso.voci}
          bozza={scelta.dati}
          onBozza={(dati) => onBozza({ caso: scelta.caso.chiave, dati })}
          percorso={percorso}
        />
      )}
    </div>
  )
}

/** Another case keeps what was typed in fields of the same name: a name, an amount. */
function cambiaCaso(campo: CampoAlternativa, bozza: Bozza, chiave: string): Bozza {
  const caso = campo.casi.find((uno) => uno.chiave === chiave)
  if (!caso) return undefined
  const prima = scelto(campo, bozza)
  const stessi = caso.voci.filter(({ nome, campo: { genere } }) => {
    const vecchio = prima?.caso.voci.find((voce) => voce.nome === nome)
    return vecchio?.campo.genere === genere && (genere === 'testo' || genere === 'numero')
  })
  const tenuti = Object.fromEntries(stessi.map(({ nome }) => [nome, prima?.dati[nome]]))
  return { caso: chiave, dati: { ...bozzaNuovaVoci(caso.voci), ...tenuti } }
}
