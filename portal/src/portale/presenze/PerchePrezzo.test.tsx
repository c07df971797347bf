import { cleanup, render } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { PresenzaFragment } from '../gql/graphql'
import { PerchePrezzo } from './PerchePrezzo'

// jsdom has no modal windows.
beforeEach(() => {
  HTMLDialogElement.prototype.showModal = vi.fn()
  HTMLDialogElement.prototype.close = vi.fn()
})
afterEach(cleanup)

function spiega(prezzoUnitario: number, importo: number): string {
  const presenza = { giorno: '2026-11-25', prezzoUnitario, importo, daVerificare: false, motivazione: [] }
  render(<PerchePrezzo presenza={presenza as unknown as PresenzaFragment} onClose={() => {}} />)
  return document.body.textContent ?? ''
}

it('says how a price of three decimals becomes an amount in cents', () => {
  expect(spiega(10550, 106)).toContain('Il prezzo di 1,055\u00a0€ si arrotonda al centesimo: 1,06\u00a0€.')
})

it('says nothing of rounding where there is none', () => {
  expect(spiega(48000, 480)).not.toContain('arrotonda')
})
