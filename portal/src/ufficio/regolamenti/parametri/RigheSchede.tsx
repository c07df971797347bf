import { oggetto } from './bozza'
import type { Campo } from './campo'
import type { RigheProps } from './CampoElencoForm'
import { CampoForm } from './CampoForm'
import { Voci } from './CampoOggettoForm'
import { idDi, idRiga } from './FormContext'
import { dentro } from './leggi'
import { PulsantiRiga } from './PulsantiRiga'

/** Rows with more than fits a table: a card for each. */
export function RigheSchede({ elemento, titolo, righe, onRiga, onCambio, percorso }: RigheProps<Campo>) {
  return righe.map((riga, i) => {
    const sua = dentro(percorso, i)
    const nome = `${titolo} n. ${i + 1}`
    const proprio = oggetto(riga).nome ?? oggetto(riga).titolo
    return (
      <div key={i} className="part-card" id={idRiga(sua)} role="group" aria-labelledby={`${idDi(sua)}-nome`}>
        <div className="panel-head">
          <p id={`${idDi(sua)}-nome`} className="part-card-name">
            {nome}
            {typeof proprio === 'string' && proprio !== '' && `: ${proprio}`}
          </p>
          <PulsantiRiga righe={righe} quale={i} nome={nome} onCambio={onCambio} />
        </div>
        {elemento.genere === 'oggetto' ? (
          <Voci voci={elemento.voci} bozza={oggetto(riga)} onBozza={(nuova) => onRiga(i, nuova)} percorso={sua} />
        ) : (
          <CampoForm campo={elemento} bozza={riga} onBozza={(nuova) => onRiga(i, nuova)} percorso={sua} obbligatorio />
        )}
      </div>
    )
  })
}
