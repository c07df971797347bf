import type { ReactNode } from 'react'
import { testo } from './bozza'
import type { CampoLibero, CampoSiNo } from './campo'
import { CampoAlternativaForm } from './CampoAlternativaForm'
import { CampoElencoForm } from './CampoElencoForm'
import { CampoOggettoForm } from './CampoOggettoForm'
import { Controllo, scriviPredefinito, type CampoSemplice } from './Controllo'
import { ErroreCampo, idDi, useErrore, type ParteProps } from './FormContext'
import { formaInParole } from './forme'

/** Any part of the parameters, with its label, its explanation and its error. */
export function CampoForm(props: ParteProps) {
  const { campo } = props
  switch (campo.genere) {
    case 'sino':
      return campo.predefinito === undefined ? <CampoDiUnValore {...props} campo={campo} /> : <Spunta {...props} campo={campo} />
    case 'testo':
    case 'numero':
    case 'scelta':
      return <CampoDiUnValore {...props} campo={campo} />
    case 'oggetto':
      return <CampoOggettoForm {...props} campo={campo} />
    case 'elenco':
      return <CampoElencoForm {...props} campo={campo} />
    case 'alternativa':
      return <CampoAlternativaForm {...props} campo={campo} />
    case 'libero':
      return <CampoLiberoForm {...props} campo={campo} />
  }
}

function CampoDiUnValore(props: ParteProps<CampoSemplice>) {
  const { campo, percorso, obbligatorio } = props
  const id = idDi(percorso)
  const suggerimento = suggerimentoDi(campo)
  return (
    <div className="field">
      <label htmlFor={id}>
        <Etichetta titolo={campo.titolo} obbligatorio={obbligatorio} />
      </label>
      <Controllo {...props} {...(suggerimento ? { spiegazioni: `${id}-aiuto` } : {})} />
      {suggerimento && (
        <small id={`${id}-aiuto`} className="form-text">
          {suggerimento}
        </small>
      )}
      <ErroreCampo percorso={percorso} />
    </div>
  )
}

/** The name of a part, and whether it may be left out. */
export function Etichetta({ titolo, obbligatorio }: { readonly titolo: ReactNode; readonly obbligatorio: boolean }) {
  return (
    <>
      {titolo}
      {obbligatorio ? <span aria-hidden="true"> *</span> : <span className="optional"> (facoltativo)</span>}
    </>
  )
}

function suggerimentoDi(campo: CampoSemplice): string | null {
  const forma = campo.genere === 'testo' ? formaInParole(campo.pattern) : null
  const predefinito = campo.genere === 'numero' || campo.genere === 'testo' ? scriviPredefinito(campo) : null
  const parti = [campo.descrizione, forma && `Scrivi ${forma}.`, predefinito && `Se non indicato: ${predefinito}.`]
  return parti.filter(Boolean).join(' ') || null
}

/** Yes or no where the schema says which holds when nothing is said: a box to tick. */
function Spunta({ campo, bozza, onBozza, percorso }: ParteProps<CampoSiNo>) {
  const id = idDi(percorso)
  return (
    <div className="field tick">
      <input
        type="checkbox"
        id={id}
        checked={typeof bozza === 'boolean' ? bozza : campo.predefinito === true}
        aria-describedby={campo.descrizione ? `${id}-aiuto` : undefined}
        onChange={(e) => onBozza(e.target.checked)}
      />
      <label htmlFor={id}>{campo.titolo}</label>
      {campo.descrizione && (
        <small id={`${id}-aiuto`} className="form-text">
          {campo.descrizione}
        </small>
      )}
    </div>
  )
}

/** What the form has no control for. */
function CampoLiberoForm({ campo, bozza, onBozza, percorso, obbligatorio }: ParteProps<CampoLibero>) {
  const id = idDi(percorso)
  const errore = useErrore(percorso)
  return (
    <div className="field">
      <label htmlFor={id}>
        <Etichetta titolo={campo.titolo ?? 'Parametri'} obbligatorio={obbligatorio} />
      </label>
      <textarea
        id={id}
        className={`form-control json ${errore.testo === null ? '' : 'is-invalid'}`}
        rows={6}
        spellCheck={false}
        value={testo(bozza)}
        aria-invalid={errore.testo === null ? undefined : true}
        aria-describedby={`${id}-aiuto ${errore.testo === null ? '' : errore.id}`.trim()}
        onChange={(e) => onBozza(e.target.value)}
      />
      <small id={`${id}-aiuto`} className="form-text">
        {campo.descrizione} Questa parte si scrive in JSON.
      </small>
      <ErroreCampo percorso={percorso} />
    </div>
  )
}
