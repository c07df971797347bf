import type { RigheProps } from './CampoElencoForm'
import { Controllo, type CampoSemplice } from './Controllo'
import { ErroreCampo, idDi, idRiga } from './FormContext'
import { dentro } from './leggi'
import { PulsantiRiga } from './PulsantiRiga'

/** Values, one below the other. */
export function RigheValori({ elemento, titolo, righe, onRiga, onCambio, percorso }: RigheProps<CampoSemplice>) {
  if (righe.length === 0) return null
  return (
    <ol className="value-rows">
      {righe.map((riga, i) => {
        const suo = dentro(percorso, i)
        const nome = `${titolo}, n. ${i + 1}`
        return (
          <li key={i} id={idRiga(suo)} className="field">
            <span id={`${idDi(suo)}-nome`} className="visually-hidden">
              {nome}
            </span>
            <Controllo
              campo={elemento}
              bozza={riga}
              onBozza={(nuova) => onRiga(i, nuova)}
              percorso={suo}
              obbligatorio
              nomi={`${idDi(suo)}-nome`}
            />
            <PulsantiRiga righe={righe} quale={i} nome={nome} onCambio={onCambio} />
            <ErroreCampo percorso={suo} />
          </li>
        )
      })}
    </ol>
  )
}
