import { useMemo } from 'react'
import { oggetto, type Bozza } from './bozza'
import type { Campo } from './campo'
import { CampoForm } from './CampoForm'
import { Voci } from './CampoOggettoForm'
import { FormContext } from './FormContext'
import type { Errore } from './leggi'

interface FormParametriProps {
  readonly campo: Campo
  readonly bozza: Bozza
  readonly onBozza: (bozza: Bozza) => void
  /** The errors to show beside their fields. */
  readonly errori: readonly Errore[]
}

/** The parameters of a regulation, as its schema describes them. */
export function FormParametri({ campo, bozza, onBozza, errori }: FormParametriProps) {
  const stato = useMemo(() => ({ errori: new Map(errori.map((e) => [e.percorso, e.testo])) }), [errori])
  return (
    <FormContext.Provider value={stato}>
      {campo.genere === 'oggetto' ? (
        <Voci voci={campo.voci} bozza={oggetto(bozza)} onBozza={onBozza} percorso="" />
      ) : (
        <CampoForm campo={campo} bozza={bozza} onBozza={onBozza} percorso="" obbligatorio />
      )}
    </FormContext.Provider>
  )
}
