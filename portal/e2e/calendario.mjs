// The calendar of the bookings, as a family uses it.
import { expect } from '@playwright/test'
import { indirizzo } from './persone.mjs'

/** Opens the bookings; of several children the first. */
export async function apriPrenotazioni(page, comune) {
  await page.goto(indirizzo(comune, 'prenotazioni'))
  const primo = page.locator('.cards a').first()
  await expect(primo.or(page.getByRole('grid'))).toBeVisible()
  if (await primo.isVisible()) await primo.click()
  await expect(page.getByRole('grid')).toBeVisible()
}

const mesi = 3

/** Goes forward until a day with this choice that may still change is in view, and returns it. */
export async function giornoModificabile(page, scelta = 'PASTO_BASE') {
  const giorni = page.locator(`.day[data-scelta="${scelta}"]:not(.day-locked)`)
  for (let mese = 0; mese < mesi; mese++) {
    await expect(page.locator('.day').first()).toBeVisible()
    if ((await giorni.count()) > 0) {
      return page.locator(`[data-giorno="${await giorni.first().getAttribute('data-giorno')}"]`)
    }
    await page.getByRole('button', { name: /^Mese successivo/ }).click()
  }
  throw new Error(`nessun giorno con ${scelta} da cambiare`)
}

/** Opens the menu of the day. */
export async function apriGiorno(page, giorno) {
  await giorno.click()
  const finestra = page.getByRole('dialog')
  await expect(finestra).toBeVisible()
  return finestra
}

/** Chooses, and waits until the day shows it. */
export async function scegli(page, giorno, scelta) {
  const finestra = await apriGiorno(page, giorno)
  await finestra.locator(`[data-scelta="${scelta}"]`).click()
  await expect(finestra).toBeHidden()
  await expect(giorno).toHaveAttribute('data-scelta', scelta)
}
