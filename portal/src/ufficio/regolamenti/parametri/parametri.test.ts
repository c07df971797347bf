import { describe, expect, it } from 'vitest'
import { bozzaDi, bozzaNuova, type Bozza } from './bozza'
import { campoDi } from './campo'
import { leggiBozza } from './leggi'
import { differenze, doveDi, righeDi } from './righe'
import type { Schema } from './schema'

const SCHEMA: Schema = {
  type: 'object',
  required: ['fasce', 'metodo'],
  properties: {
    fasce: {
      title: 'Fasce',
      type: 'array',
      minItems: 1,
      maxItems: 2,
      items: {
        type: 'object',
        required: ['nome', 'fino_a'],
        properties: {
          nome: { title: 'Nome', type: 'string', minLength: 1, maxLength: 10 },
          fino_a: { title: 'ISEE fino a', $ref: '#/$defs/centesimi' },
          prezzo: { title: 'Prezzo', type: 'integer', minimum: 0, maximum: 100000, format: 'decimillesimi' },
        },
      },
    },
    metodo: {
      title: 'Metodo',
      oneOf: [
        { title: 'Fisso', type: 'object', properties: { tipo: { const: 'fisso' } } },
        {
          title: 'Percentuale',
          type: 'object',
          required: ['tipo', 'percento'],
          properties: {
            tipo: { const: 'percentuale' },
            percento: { title: 'Percento', $ref: '#/$defs/percento' },
          },
        },
      ],
    },
    punti: { title: 'Punti', type: 'integer', minimum: -100, format: 'centesimi_di_punto' },
    ordini: {
      title: 'Ordini',
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: { oneOf: [{ const: 'nido', title: 'Nido' }, { const: 'primaria', title: 'Primaria' }] },
    },
    mese: { title: 'Mese', oneOf: [{ const: 9, title: 'Settembre' }, { const: 10, title: 'Ottobre' }], default: 9 },
    ora: { title: 'Ora', type: 'string', format: 'ora', pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' },
    dal: { title: 'Dal', type: 'string', format: 'date' },
    belfiore: { title: 'Codice', type: 'string', pattern: '^[A-Z][0-9]{3}$' },
    residenti: { title: 'Residenti', type: 'boolean' },
  },
  $defs: {
    centesimi: { type: 'integer', minimum: 0, maximum: 100000000, format: 'centesimi' },
    percento: { type: 'integer', minimum: 1, maximum: 10000, format: 'centesimi_di_percento', description: 'In centesimi.' },
  },
}

const campo = campoDi(SCHEMA)
const leggi = (bozza: Bozza) => leggiBozza(campo, bozza)
const FISSO = { caso: '{"tipo":"fisso"}', dati: {} }
const FASCIA = { nome: 'Prima', fino_a: '5.000' }

describe('what is typed', () => {
  it('becomes the whole numbers, days and hours that are stored', () => {
    const { parametri } = leggi({
      fasce: [{ nome: ' Prima ', fino_a: '8.500,50 €', prezzo: '1,055' }],
      metodo: { caso: '{"tipo":"percentuale"}', dati: { percento: '12,5 %' } },
      punti: '−0,5',
      ordini: ['"primaria"', '"nido"'],
      mese: '10',
      ora: '9:30',
      dal: '1/9/2027',
      belfiore: 'H501',
      residenti: false,
    })
    expect(parametri).toEqual({
      fasce: [{ nome: 'Prima', fino_a: 850050, prezzo: 10550 }],
      metodo: { tipo: 'percentuale', percento: 1250 },
      punti: -50,
      ordini: ['primaria', 'nido'],
      mese: 10,
      ora: '09:30',
      dal: '2027-09-01',
      belfiore: 'H501',
      residenti: false,
    })
  })

  it('leaves out what is not given', () => {
    const vuoti = { punti: '', ordini: [], mese: undefined, ora: '', residenti: undefined }
    expect(leggi({ fasce: [FASCIA], metodo: FISSO, ...vuoti }).parametri).toEqual({
      fasce: [{ nome: 'Prima', fino_a: 500000 }],
      metodo: { tipo: 'fisso' },
    })
  })
})

describe('errors', () => {
  it.each<[string, string, Bozza]>([
    ['/fasce', 'Serve almeno una voce.', { fasce: [], metodo: FISSO }],
    ['/fasce', 'Può avere al massimo 2 voci.', { fasce: [FASCIA, FASCIA, FASCIA], metodo: FISSO }],
    ['/fasce/0/nome', 'Scrivi qualcosa: questo dato serve.', { fasce: [{ fino_a: '1' }], metodo: FISSO }],
    ['/fasce/0/nome', 'Scrivi al massimo 10 caratteri: ora sono 11.', { fasce: [{ nome: 'x'.repeat(11), fino_a: '1' }], metodo: FISSO }],
    ['/fasce/0/fino_a', 'Scrivi un numero, per esempio 5,50.', { fasce: [{ nome: 'A' }], metodo: FISSO }],
    ['/fasce/0/fino_a', 'Scrivi un numero, con la virgola per i decimali: per esempio 5,50.', { fasce: [{ nome: 'A', fino_a: '5.50' }], metodo: FISSO }],
    ['/fasce/0/fino_a', 'Scrivi al massimo 2 cifre dopo la virgola.', { fasce: [{ nome: 'A', fino_a: '5,505' }], metodo: FISSO }],
    ['/fasce/0/fino_a', 'Può essere al massimo 1.000.000,00\u00a0€.', { fasce: [{ nome: 'A', fino_a: '1.000.000,01' }], metodo: FISSO }],
    ['/punti', 'Deve essere almeno −1.', { fasce: [FASCIA], metodo: FISSO, punti: '-1,01' }],
    ['/metodo', 'Scegli una voce.', { fasce: [FASCIA] }],
    ['/metodo/percento', 'Deve essere almeno 0,01\u00a0%.', { fasce: [FASCIA], metodo: { caso: '{"tipo":"percentuale"}', dati: { percento: '0' } } }],
    ['/ordini/1', 'È uguale alla voce 1.', { fasce: [FASCIA], metodo: FISSO, ordini: ['"nido"', '"nido"'] }],
    ['/ora', 'Scrivi l’ora come oo:mm, per esempio 09:30.', { fasce: [FASCIA], metodo: FISSO, ora: '24:00' }],
    ['/dal', 'Scrivi la data come gg/mm/aaaa, per esempio 01/09/2027.', { fasce: [FASCIA], metodo: FISSO, dal: '31/02/2027' }],
    ['/belfiore', 'Scrivi una lettera maiuscola e tre cifre, per esempio H501.', { fasce: [FASCIA], metodo: FISSO, belfiore: 'h501' }],
  ])('%s: %s', (percorso, testo, bozza) => {
    expect(leggi(bozza)).toEqual({ parametri: undefined, errori: [{ percorso, testo }] })
  })

  it('are named with the words of the schema', () => {
    expect(doveDi(campo, '/fasce/1/fino_a')).toEqual(['Fasce n. 2', 'ISEE fino a'])
    expect(doveDi(campo, '/metodo/percento')).toEqual(['Metodo', 'Percento'])
  })
})

it('a new draft has the required parts and the defaults of no optional one', () => {
  expect(bozzaNuova(campo)).toEqual({ fasce: [{ nome: undefined, fino_a: undefined }], metodo: undefined })
})

it('a number in hundredths is not described as it is stored', () => {
  expect(campo).toMatchObject({ voci: expect.arrayContaining([]) })
  const metodo = campo.genere === 'oggetto' && campo.voci[1]?.campo
  expect(metodo && metodo.genere === 'alternativa' && metodo.casi[1]?.voci[0]?.campo.descrizione).toBeNull()
})

it('what no control fits is JSON, kept as it is', () => {
  const libero = campoDi({ type: 'object', properties: { altro: { anyOf: [] } as Schema } })
  const parametri = { altro: { a: [1, null] } }
  expect(leggiBozza(libero, bozzaDi(libero, parametri)).parametri).toEqual(parametri)
  expect(leggiBozza(libero, { altro: '{' }).errori).toEqual([{ percorso: '/altro', testo: 'Non è scritto in JSON corretto.' }])
})

describe('what is read', () => {
  const prima = { fasce: [{ nome: 'Prima', fino_a: 500000 }], metodo: { tipo: 'fisso' }, ordini: ['nido', 'primaria'] }
  const dopo = { fasce: [{ nome: 'Prima', fino_a: 600000, prezzo: 48000 }], metodo: { tipo: 'percentuale', percento: 250 } }

  it('is in words and units', () => {
    expect(righeDi(campo, prima).map(({ dove, valore }) => [dove.join(', '), valore])).toEqual([
      ['Fasce n. 1 (Prima), Nome', 'Prima'],
      ['Fasce n. 1 (Prima), ISEE fino a', '5.000,00\u00a0€'],
      ['Metodo', 'Fisso'],
      ['Ordini', 'Nido; Primaria'],
    ])
  })

  it('is compared', () => {
    const cambi = differenze(campo, prima, dopo).map((d) => [d.dove.at(-1), d.prima, d.dopo])
    expect(cambi).toEqual([
      ['ISEE fino a', '5.000,00\u00a0€', '6.000,00\u00a0€'],
      ['Prezzo', null, '4,80\u00a0€'],
      ['Metodo', 'Fisso', 'Percentuale'],
      ['Percento', null, '2,5\u00a0%'],
      ['Ordini', 'Nido; Primaria', null],
    ])
    expect(differenze(campo, prima, prima)).toEqual([])
  })
})

describe('an enumeration of Rust', () => {
  const campo = campoDi({
    oneOf: [
      { const: 'nel_comune', title: 'Qui' },
      {
        title: 'Altrove',
        type: 'object',
        required: ['altro_comune'],
        properties: { altro_comune: { title: 'Codice', type: 'string', pattern: '^[A-Z][0-9]{3}$' } },
      },
    ],
  })

  it.each([['nel_comune'], [{ altro_comune: 'H501' }]])('%j goes through the form', (valore) => {
    expect(leggiBozza(campo, bozzaDi(campo, valore))).toEqual({ parametri: valore, errori: [] })
  })

  it('is read in the words of its cases', () => {
    expect(righeDi(campo, 'nel_comune').map((riga) => riga.valore)).toEqual(['Qui'])
    expect(righeDi(campo, { altro_comune: 'H501' }).map((riga) => riga.valore)).toEqual(['Altrove', 'H501'])
  })

  it('says what is wrong at the field of the case', () => {
    const bozza = { caso: '["altro_comune"]', dati: { altro_comune: 'Roma' } }
    expect(leggiBozza(campo, bozza).errori.map((e) => e.percorso)).toEqual(['/altro_comune'])
  })
})

describe('a moment', () => {
  const campo = campoDi({ type: 'string', format: 'istante' })

  it.each([
    ['2026-10-05T09:30:00', '05/10/2026 09:30'],
    ['2026-10-05T23:59:59', '05/10/2026 23:59:59'],
  ])('%s is written %s', (valore, scritto) => {
    expect(bozzaDi(campo, valore)).toBe(scritto)
    expect(leggiBozza(campo, scritto).parametri).toBe(valore)
  })

  it.each(['05/10/2026', '9:30', '31/02/2026 9:30', '05/10/2026 24:00'])('%s is none', (scritto) => {
    expect(leggiBozza(campo, scritto).errori).toHaveLength(1)
  })
})
