// First of all: design-react-kit turns the React that is loaded after it into the one of production.
import 'react/jsx-dev-runtime'
import { cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, expect, it } from 'vitest'
import { bozzaDi } from './bozza'
import { campoDi } from './campo'
import { FormParametri } from './FormParametri'
import { leggiBozza, type Errore } from './leggi'
import type { Json, Schema } from './schema'

const SCHEMA: Schema = {
  type: 'object',
  required: ['fasce'],
  properties: {
    fasce: {
      title: 'Fasce',
      type: 'array',
      maxItems: 3,
      items: {
        type: 'object',
        required: ['nome', 'prezzo'],
        properties: {
          nome: { title: 'Nome', type: 'string' },
          prezzo: { title: 'Prezzo', type: 'integer', format: 'decimillesimi' },
        },
      },
    },
    limiti: {
      title: 'Limiti',
      type: 'object',
      properties: { massimo: { title: 'Massimo', type: 'integer', format: 'centesimi' } },
    },
    spareggi: {
      title: 'A parità, in ordine',
      type: 'array',
      uniqueItems: true,
      items: { oneOf: [{ const: 'a', title: 'A' }, { const: 'b', title: 'B' }] },
    },
    ordini: {
      title: 'Ordini',
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: { oneOf: [{ const: 'nido', title: 'Nido' }, { const: 'primaria', title: 'Primaria' }] },
    },
    solo: { title: 'Solo residenti', type: 'boolean', default: false },
  },
}

const campo = campoDi(SCHEMA)

afterEach(cleanup)

function mostra(parametri: Json, errori: readonly Errore[] = []) {
  let letti: Json | undefined
  function Prova() {
    const [bozza, setBozza] = useState(() => bozzaDi(campo, parametri))
    letti = leggiBozza(campo, bozza).parametri
    return <FormParametri campo={campo} bozza={bozza} onBozza={setBozza} errori={errori} />
  }
  render(<Prova />)
  return { letti: () => letti, user: userEvent.setup() }
}

const [PRIMA, SECONDA, TERZA] = [
  { nome: 'Prima', prezzo: 20000 },
  { nome: 'Seconda', prezzo: 40000 },
  { nome: 'Terza', prezzo: 50000 },
] as const
const DUE = { fasce: [PRIMA, SECONDA] }

it('rows are added with the focus in them, and what was typed is rewritten as it was understood', async () => {
  const { letti, user } = mostra(DUE)
  await user.click(screen.getByRole('button', { name: /Aggiungi.*Fasce/ }))
  expect(screen.getByRole('textbox', { name: /^Nome.*3$/ })).toBe(document.activeElement)
  await user.keyboard('Terza')
  const prezzo = screen.getByRole('textbox', { name: /^Prezzo.*3$/ })
  await user.type(prezzo, '5,5')
  await user.tab()
  expect((prezzo as HTMLInputElement).value).toBe('5,50')
  expect(letti()).toEqual({ fasce: [...DUE.fasce, { nome: 'Terza', prezzo: 55000 }] })
  expect((screen.getByRole('button', { name: /Aggiungi.*Fasce/ }) as HTMLButtonElement).disabled).toBe(true)
})

it('rows are moved and taken away, each button with the name of its row', async () => {
  const { letti, user } = mostra({ fasce: [PRIMA, SECONDA, TERZA] })
  await user.click(screen.getByRole('button', { name: 'Sposta in giù: Fasce, riga 1' }))
  expect(letti()).toEqual({ fasce: [SECONDA, PRIMA, TERZA] })
  // The same key moves it on.
  expect(screen.getByRole('button', { name: 'Sposta in giù: Fasce, riga 2' })).toBe(document.activeElement)
  await user.keyboard('{Enter}')
  expect(letti()).toEqual({ fasce: [SECONDA, TERZA, PRIMA] })
  await user.click(screen.getByRole('button', { name: 'Togli: Fasce, riga 2' }))
  expect(letti()).toEqual({ fasce: [SECONDA, PRIMA] })
  await user.click(screen.getByRole('button', { name: 'Togli: Fasce, riga 1' }))
  expect(letti()).toEqual({ fasce: [PRIMA] })
  await user.click(screen.getByRole('button', { name: 'Togli: Fasce, riga 1' }))
  expect(letti()).toEqual({ fasce: [] })
  expect(screen.getByRole('button', { name: /Aggiungi.*Fasce/ })).toBe(document.activeElement)
})

it('an optional part is added and taken away', async () => {
  const { letti, user } = mostra(DUE)
  expect(screen.queryByRole('textbox', { name: /Massimo/ })).toBeNull()
  await user.click(screen.getByRole('button', { name: /Aggiungi.*Limiti/ }))
  await user.keyboard('1.000')
  expect(letti()).toEqual({ ...DUE, limiti: { massimo: 100000 } })
  await user.click(screen.getByRole('button', { name: /Togli.*Limiti/ }))
  expect(letti()).toEqual(DUE)
})

it('boxes keep the order of the schema, and none ticked is none given', async () => {
  const { letti, user } = mostra(DUE)
  await user.click(screen.getByRole('checkbox', { name: 'Primaria' }))
  await user.click(screen.getByRole('checkbox', { name: 'Nido' }))
  expect(letti()).toEqual({ ...DUE, ordini: ['nido', 'primaria'] })
  await user.click(screen.getByRole('checkbox', { name: 'Nido' }))
  await user.click(screen.getByRole('checkbox', { name: 'Primaria' }))
  expect(letti()).toEqual(DUE)
})

it('choices whose order counts are rows that can be moved', async () => {
  const { letti, user } = mostra({ ...DUE, spareggi: ['b', 'a'] })
  await user.click(screen.getByRole('button', { name: 'Sposta in su: A parità, in ordine, n. 2' }))
  expect(letti()).toEqual({ ...DUE, spareggi: ['a', 'b'] })
})

it('a yes or no that has a default is given once it is touched', async () => {
  const { letti, user } = mostra(DUE)
  await user.click(screen.getByRole('checkbox', { name: 'Solo residenti' }))
  expect(letti()).toEqual({ ...DUE, solo: true })
})

it('an error stands beside its field and is read with it', () => {
  mostra(DUE, [{ percorso: '/fasce/1/prezzo', testo: 'Scrivi un numero.' }])
  const prezzo = within(screen.getByRole('table')).getByRole('textbox', { name: /^Prezzo.*2$/ })
  expect(prezzo.getAttribute('aria-invalid')).toBe('true')
  expect(document.getElementById(prezzo.getAttribute('aria-describedby') ?? '')?.textContent).toBe('Scrivi un numero.')
})
