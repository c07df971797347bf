import { leggiDecimale } from '../../../kit/denaro/decimale'
import { elenco, oggetto, scelto, testo, type Bozza, type BozzaOggetto } from './bozza'
import type { Campo, CampoAlternativa, CampoElenco, CampoNumero, CampoTesto, Voce } from './campo'
import { formaInParole } from './forme'
import { uguali, type Json } from './schema'
import { leggiTesto, richiestaDi } from './testi'
import { scriviConUnita } from './unita'

/** Where a field is, as the server writes it: a JSON Pointer, "/tabelle/0/nome". */
export type Percorso = string

export interface Errore {
  readonly percorso: Percorso
  readonly testo: string
}

export interface Lettura {
  /** The parameters, when there is no error. */
  readonly parametri: Json | undefined
  readonly errori: readonly Errore[]
}

/** Reads a draft as parameters, with every error that the schema lets one see. */
export function leggiBozza(campo: Campo, bozza: Bozza): Lettura {
  const lettore = new Lettore()
  const parametri = lettore.valore(campo, bozza, true, '')
  return { parametri: lettore.errori.length === 0 ? parametri : undefined, errori: lettore.errori }
}

class Lettore {
  readonly errori: Errore[] = []

  valore(campo: Campo, bozza: Bozza, obbligatorio: boolean, percorso: Percorso): Json | undefined {
    switch (campo.genere) {
      case 'testo':
        return this.testo(campo, testo(bozza).trim(), obbligatorio, percorso)
      case 'numero':
        return this.numero(campo, testo(bozza).trim(), obbligatorio, percorso)
      case 'sino':
        if (typeof bozza === 'boolean') return bozza
        return this.mancante(obbligatorio, percorso, 'Scegli sì o no.')
      case 'scelta': {
        const scelta = campo.opzioni.find(({ chiave }) => chiave === bozza)
        return scelta ? scelta.valore : this.mancante(obbligatorio, percorso, 'Scegli una voce.')
      }
      case 'oggetto':
        return bozza === undefined && !obbligatorio ? undefined : this.voci(campo.voci, oggetto(bozza), percorso)
      case 'elenco':
        return this.elenco(campo, bozza, obbligatorio, percorso)
      case 'alternativa':
        return this.alternativa(campo, bozza, obbligatorio, percorso)
      case 'libero':
        return this.libero(testo(bozza).trim(), obbligatorio, percorso)
    }
  }

  private errore(percorso: Percorso, testo: string): undefined {
    this.errori.push({ percorso, testo })
    return undefined
  }

  private mancante(obbligatorio: boolean, percorso: Percorso, testo: string): undefined {
    return obbligatorio ? this.errore(percorso, testo) : undefined
  }

  private testo(campo: CampoTesto, scritto: string, obbligatorio: boolean, percorso: Percorso): Json | undefined {
    if (scritto === '') {
      if (obbligatorio && campo.lunghezzaMinima === 0 && !campo.pattern && campo.forma === 'libera') return ''
      return this.mancante(obbligatorio, percorso, 'Scrivi qualcosa: questo dato serve.')
    }
    const richiesta = richiestaDi(campo.forma)
    if (richiesta !== null) return leggiTesto(campo.forma, scritto) ?? this.errore(percorso, richiesta)
    // The schema counts characters, not the halves of which JavaScript's texts are made.
    const lunghezza = [...scritto].length
    if (lunghezza < campo.lunghezzaMinima) {
      return this.errore(percorso, `Scrivi almeno ${campo.lunghezzaMinima} caratteri.`)
    }
    if (campo.lunghezzaMassima !== null && lunghezza > campo.lunghezzaMassima) {
      return this.errore(percorso, `Scrivi al massimo ${campo.lunghezzaMassima} caratteri: ora sono ${lunghezza}.`)
    }
    if (campo.pattern && !new RegExp(campo.pattern, 'u').test(scritto)) {
      const forma = formaInParole(campo.pattern)
      return this.errore(percorso, forma ? `Scrivi ${forma}.` : 'Non è scritto nella forma prevista.')
    }
    return scritto
  }

  private numero(campo: CampoNumero, scritto: string, obbligatorio: boolean, percorso: Percorso): Json | undefined {
    const { unita, minimo, massimo } = campo
    if (scritto === '') return this.mancante(obbligatorio, percorso, `Scrivi un numero, per esempio ${unita.esempio}.`)
    const letto = leggiDecimale(scritto, unita.decimali)
    if ('errore' in letto) return this.errore(percorso, nonNumero(letto.errore, campo))
    if (minimo !== null && letto.parti < minimo) {
      return this.errore(percorso, `Deve essere almeno ${scriviConUnita(minimo, unita)}.`)
    }
    if (massimo !== null && letto.parti > massimo) {
      return this.errore(percorso, `Può essere al massimo ${scriviConUnita(massimo, unita)}.`)
    }
    return letto.parti
  }

  private voci(voci: readonly Voce[], bozza: BozzaOggetto, percorso: Percorso): Record<string, Json> {
    const valori: Record<string, Json> = {}
    for (const { nome, campo, obbligatoria } of voci) {
      const valore = this.valore(campo, bozza[nome], obbligatoria, dentro(percorso, nome))
      if (valore !== undefined) valori[nome] = valore
    }
    return valori
  }

  private elenco(campo: CampoElenco, bozza: Bozza, obbligatorio: boolean, percorso: Percorso): Json | undefined {
    const righe = elenco(bozza)
    // «Nessuno indicato» is an absent list where an empty one is not allowed.
    if (!obbligatorio && (bozza === undefined || (righe.length === 0 && campo.minimo > 0))) return undefined
    const valori = righe.map((riga, i) => this.valore(campo.elemento, riga, true, dentro(percorso, i)))
    if (righe.length < campo.minimo) this.errore(percorso, almeno(campo.minimo))
    if (campo.massimo !== null && righe.length > campo.massimo) {
      this.errore(percorso, `Può avere al massimo ${campo.massimo} voci.`)
    }
    if (campo.senzaDoppioni) this.doppioni(valori, percorso)
    return valori.filter((valore) => valore !== undefined)
  }

  private doppioni(valori: readonly (Json | undefined)[], percorso: Percorso): void {
    valori.forEach((valore, i) => {
      const prima = valori.findIndex((altro) => uguali(altro, valore))
      if (valore !== undefined && prima < i) this.errore(dentro(percorso, i), `È uguale alla voce ${prima + 1}.`)
    })
  }

  private alternativa(
    campo: CampoAlternativa,
    bozza: Bozza,
    obbligatorio: boolean,
    percorso: Percorso,
  ): Json | undefined {
    const scelta = scelto(campo, bozza)
    if (!scelta) return this.mancante(obbligatorio, percorso, 'Scegli una voce.')
    if (scelta.caso.fisso !== undefined) return scelta.caso.fisso
    return { ...scelta.caso.costanti, ...this.voci(scelta.caso.voci, scelta.dati, percorso) }
  }

  private libero(scritto: string, obbligatorio: boolean, percorso: Percorso): Json | undefined {
    if (scritto === '') return this.mancante(obbligatorio, percorso, 'Scrivi questa parte in JSON.')
    try {
      return JSON.parse(scritto) as Json
    } catch {
      return this.errore(percorso, 'Non è scritto in JSON corretto.')
    }
  }
}

/** The pointer to a part; its two special characters are escaped (RFC 6901). */
export function dentro(percorso: Percorso, nome: string | number): Percorso {
  return `${percorso}/${String(nome).replaceAll('~', '~0').replaceAll('/', '~1')}`
}

function nonNumero(errore: 'forma' | 'decimali', { unita }: CampoNumero): string {
  if (errore === 'forma') {
    const virgola = unita.decimali > 0 ? ', con la virgola per i decimali' : ''
    return `Scrivi un numero${virgola}: per esempio ${unita.esempio}.`
  }
  return unita.decimali === 0 ? 'Scrivi un numero intero.' : `Scrivi al massimo ${unita.decimali} cifre dopo la virgola.`
}

function almeno(minimo: number): string {
  return minimo === 1 ? 'Serve almeno una voce.' : `Servono almeno ${minimo} voci.`
}
