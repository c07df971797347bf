import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Giorno } from '../tempo/giorno'
import { DateField } from './DateField'

afterEach(cleanup)

async function type(text: string) {
  const onChange = vi.fn()
  render(
    <DateField
      label="Dal"
      required
      value={null}
      min={'2026-11-23' as Giorno}
      max={'2027-01-22' as Giorno}
      onChange={onChange}
    />,
  )
  const input = screen.getByRole<HTMLInputElement>('textbox', { name: /Dal/ })
  await userEvent.type(input, text)
  return { days: onChange.mock.calls.map(([day]) => day as unknown), message: input.validationMessage }
}

describe('DateField', () => {
  it('takes a day as Italians write it', async () => {
    expect(await type('24/11/2026')).toEqual({ days: ['2026-11-24'], message: '' })
  })
  it('says how to write a day that it cannot read, and keeps it from being sent', async () => {
    expect(await type('11/24/2026')).toEqual({ days: [], message: expect.stringContaining('gg/mm/aaaa') as unknown })
  })
  it('refuses a day outside of the window, naming its limit', async () => {
    expect(await type('22/11/2026')).toEqual({ days: [], message: 'La data non può essere prima del 23/11/2026.' })
    cleanup()
    expect((await type('23/01/2027')).message).toBe('La data non può essere dopo il 22/01/2027.')
  })
})
