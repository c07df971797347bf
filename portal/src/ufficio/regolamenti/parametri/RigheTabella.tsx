import { elenco, oggetto, type Bozza } from './bozza'
import type { CampoElenco, CampoOggetto, Voce } from './campo'
import type { RigheProps } from './CampoElencoForm'
import { Controllo, scriviPredefinito } from './Controllo'
import { ErroreCampo, idDi, idRiga } from './FormContext'
import { dentro, type Percorso } from './leggi'
import { PulsantiRiga } from './PulsantiRiga'
import { aggiungi, togli } from './righeElenco'

/** Rows of short fields, as a table; on a phone each row is a small card. */
export function RigheTabella({ elemento, titolo, righe, onRiga, onCambio, percorso }: RigheProps<CampoOggetto>) {
  if (righe.length === 0) return null
  const id = idDi(percorso)
  const idColonna = (nome: string) => `${id}-colonna-${nome}`
  return (
    <table className="table table-stack form-table">
      <caption className="visually-hidden">{titolo}</caption>
      <thead>
        <tr>
          <th scope="col">N.</th>
          {elemento.voci.map(({ nome, campo, obbligatoria }) => (
            <th key={nome} scope="col" id={idColonna(nome)}>
              {campo.titolo}
              {!obbligatoria && <span className="optional"> (facoltativo)</span>}
              {aiuto(campo) && <small>{aiuto(campo)}</small>}
            </th>
          ))}
          <th scope="col">
            <span className="visually-hidden">Azioni</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {righe.map((riga, i) => {
          const sua = dentro(percorso, i)
          return (
            <tr key={i} id={idRiga(sua)}>
              <th scope="row" id={`${idDi(sua)}-n`}>
                <span className="row-word">Riga </span>
                {i + 1}
              </th>
              {elemento.voci.map((voce) => (
                <td key={voce.nome} data-label={voce.campo.titolo}>
                  <Cella
                    voce={voce}
                    bozza={oggetto(riga)[voce.nome]}
                    onBozza={(nuova) => onRiga(i, { ...oggetto(riga), [voce.nome]: nuova })}
                    percorso={dentro(sua, voce.nome)}
                    nomi={`${idColonna(voce.nome)} ${idDi(sua)}-n`}
                    riga={`riga ${i + 1}`}
                  />
                </td>
              ))}
              <td className="cell-buttons">
                <PulsantiRiga righe={righe} quale={i} nome={`${titolo}, riga ${i + 1}`} onCambio={onCambio} />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function aiuto(campo: Voce['campo']): string | null {
  const predefinito = campo.genere === 'numero' ? scriviPredefinito(campo) : null
  return [campo.descrizione, predefinito && `Se non indicato: ${predefinito}.`].filter(Boolean).join(' ') || null
}

interface CellaProps {
  readonly voce: Voce
  readonly bozza: Bozza
  readonly onBozza: (bozza: Bozza) => void
  readonly percorso: Percorso
  readonly nomi: string
  readonly riga: string
}

function Cella({ voce: { campo, obbligatoria }, bozza, onBozza, percorso, nomi, riga }: CellaProps) {
  switch (campo.genere) {
    case 'testo':
    case 'numero':
    case 'scelta':
    case 'sino':
      return (
        <div className="field">
          <Controllo {...{ campo, bozza, onBozza, percorso, nomi }} obbligatorio={obbligatoria} />
          <ErroreCampo percorso={percorso} />
        </div>
      )
    case 'elenco':
      return <Valori campo={campo} righe={elenco(bozza)} onBozza={onBozza} percorso={percorso} riga={riga} nomi={nomi} />
    default:
      return null
  }
}

interface ValoriProps {
  readonly campo: CampoElenco
  readonly righe: readonly Bozza[]
  readonly onBozza: (bozza: Bozza) => void
  readonly percorso: Percorso
  readonly nomi: string
  readonly riga: string
}

/** A few numbers in one cell: the price of the first child, of the second… */
function Valori({ campo, righe, onBozza, percorso, nomi, riga }: ValoriProps) {
  const { elemento, massimo, titolo } = campo
  if (elemento.genere !== 'numero') return null
  const id = idDi(percorso)
  return (
    <div className="cell-values field" id={id} tabIndex={-1}>
      {righe.map((valore, i) => (
        <div key={i} className="cell-value">
          <span id={`${id}-${i}-nome`} className="visually-hidden">
            n. {i + 1}
          </span>
          <Controllo
            campo={elemento}
            bozza={valore}
            onBozza={(nuovo) => onBozza(righe.with(i, nuovo))}
            percorso={dentro(percorso, i)}
            obbligatorio
            nomi={`${nomi} ${id}-${i}-nome`}
          />
          <ErroreCampo percorso={dentro(percorso, i)} />
        </div>
      ))}
      <span className="row-buttons">
        <button
          type="button"
          disabled={massimo !== null && righe.length >= massimo}
          aria-label={`Aggiungi un valore: ${titolo ?? ''}, ${riga}`}
          onClick={() => onBozza(aggiungi(righe, undefined).righe)}
        >
          +
        </button>
        <button
          type="button"
          disabled={righe.length <= campo.minimo}
          aria-label={`Togli l’ultimo valore: ${titolo ?? ''}, ${riga}`}
          onClick={() => onBozza(togli(righe, righe.length - 1).righe)}
        >
          −
        </button>
      </span>
      <ErroreCampo percorso={percorso} />
    </div>
  )
}
