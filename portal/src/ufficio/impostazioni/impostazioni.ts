import { graphql } from '../gql'
import type { ImpostazioniFragment } from '../gql/graphql'

export const IMPOSTAZIONI = graphql(`
  query Impostazioni {
    impostazioni {
      ...Impostazioni
      codiceIstat
      codiceBelfiore
      codiceIpa
      codiceFiscale
      moduli
    }
  }
  fragment Impostazioni on Impostazioni {
    versione
    nome
    logo
    colorePrimario
    email
    telefono
    indirizzo
    pec
    accessibilita
    privacy
  }
`)

export const AGGIORNA_IMPOSTAZIONI = graphql(`
  mutation AggiornaImpostazioni($dati: ImpostazioniInput!) {
    aggiornaImpostazioni(dati: $dati) {
      ...Impostazioni
    }
  }
`)

/** A setting that the administrator of the comune may change. */
export type Campo = Exclude<keyof ImpostazioniFragment, 'versione'>

/** The settings as the form holds them: what is absent is an empty text. */
export type Testi = Readonly<Record<Campo, string>>

export const CAMPI: readonly Campo[] = [
  'nome',
  'logo',
  'colorePrimario',
  'email',
  'telefono',
  'indirizzo',
  'pec',
  'accessibilita',
  'privacy',
]

function perCampo(testo: (campo: Campo) => string): Testi {
  return Object.fromEntries(CAMPI.map((campo) => [campo, testo(campo)])) as unknown as Testi
}

export function testi(impostazioni: ImpostazioniFragment): Testi {
  return perCampo((campo) => impostazioni[campo] ?? '')
}

/** What one has typed on top of what somebody else saved meanwhile; where both changed a setting, one's own. */
export function unisci(lette: Testi, mie: Testi, attuali: Testi): Testi {
  return perCampo((campo) => (mie[campo] === lette[campo] ? attuali[campo] : mie[campo]))
}

/** The settings that both have changed, each in their own way. */
export function contese(lette: Testi, mie: Testi, attuali: Testi): readonly Campo[] {
  return CAMPI.filter(
    (campo) => mie[campo] !== lette[campo] && attuali[campo] !== lette[campo] && mie[campo] !== attuali[campo],
  )
}
