import { describe, expect, it } from 'vitest'
import { contese, testi, unisci } from './impostazioni'

const lette = testi({
  versione: 1,
  nome: 'Comune di Prova',
  logo: null,
  colorePrimario: '#0066cc',
  email: 'scuola@example.it',
  telefono: '0742 1',
  indirizzo: null,
  pec: null,
  accessibilita: null,
  privacy: null,
})

describe('two administrators at once', () => {
  const mie = { ...lette, telefono: '0742 2', email: 'io@example.it' }
  const attuali = { ...lette, telefono: '0742 3', pec: 'pec@example.it', email: 'io@example.it' }

  it('keeps what each changed alone, and of what both changed one’s own', () => {
    expect(unisci(lette, mie, attuali)).toEqual({
      ...lette,
      telefono: '0742 2',
      email: 'io@example.it',
      pec: 'pec@example.it',
    })
  })

  it('names the settings that both changed in different ways', () => {
    expect(contese(lette, mie, attuali)).toEqual(['telefono'])
  })
})
