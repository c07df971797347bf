import { leggiGiorno, leggiGiornoItaliano, scriviGiorno } from '../../../kit/tempo/giorno'
import { leggiOra } from '../../../kit/tempo/ora'
import type { CampoTesto } from './campo'

type Forma = CampoTesto['forma']

/** A text of the parameters as people read and type it. */
export function scriviTesto(forma: Forma, valore: string): string {
  if (forma === 'giorno') return inItaliano(valore) ?? valore
  if (forma === 'istante') {
    const [giorno = '', ora = ''] = valore.split('T')
    const scritto = inItaliano(giorno)
    return scritto ? `${scritto} ${ora.replace(/:00$/, '')}` : valore
  }
  return valore
}

function inItaliano(testo: string): string | null {
  const giorno = leggiGiorno(testo)
  return giorno && scriviGiorno(giorno)
}

/** What to type, where a text has a form of its own; null where it is free. */
export function richiestaDi(forma: Forma): string | null {
  switch (forma) {
    case 'giorno':
      return 'Scrivi la data come gg/mm/aaaa, per esempio 01/09/2027.'
    case 'ora':
      return 'Scrivi l’ora come oo:mm, per esempio 09:30.'
    case 'istante':
      return 'Scrivi data e ora come gg/mm/aaaa oo:mm, per esempio 01/09/2027 09:30.'
    case 'libera':
      return null
  }
}

/** What was typed, as the parameters store it; null when it is not of this form. */
export function leggiTesto(forma: Forma, scritto: string): string | null {
  switch (forma) {
    case 'giorno':
      return leggiGiornoItaliano(scritto)
    case 'ora':
      return leggiOra(scritto)
    case 'istante': {
      const [, data = '', tempo = '', secondi = '00'] = /^(\S+)\s+(\d+[:.]\d+)(?:[:.]([0-5]\d))?$/.exec(scritto) ?? []
      const [giorno, ora] = [leggiGiornoItaliano(data), leggiOra(tempo)]
      return giorno && ora ? `${giorno}T${ora}:${secondi}` : null
    }
    case 'libera':
      return scritto
  }
}
