import { render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { Motivazione } from './Motivazione'

it('the steps of a rule are in plain Italian, without the names that programs use', () => {
  const passo = {
    codice: 'FASCIA',
    testo: 'ISEE di 4.800,00 €: fascia «Prima».',
    articolo: 'art. 5',
    dati: [
      { nome: 'isee', valore: '4.800,00 €' },
      { nome: 'giorni_di_ritardo', valore: '12' },
    ],
    parametro: 'importo_minimo: 2,00 €',
    dopo: '2,60 €',
  }
  render(<Motivazione passi={[passo]} />)
  expect(screen.getAllByRole('listitem').map((voce) => voce.textContent)).toEqual([
    expect.stringContaining('fascia «Prima»'),
    'ISEE: 4.800,00 €',
    'Giorni di ritardo: 12',
  ])
  expect(document.body.textContent).toContain('Previsto dal regolamento: Importo minimo: 2,00 €')
  expect(document.body.textContent).not.toMatch(/FASCIA|_/)
})
