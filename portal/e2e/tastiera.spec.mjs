// A booking without a mouse, and with two devices at once.
import { expect, test } from '@playwright/test'
import { apriPrenotazioni, giornoModificabile, scegli } from './calendario.mjs'
import { accedi, conBianco } from './persone.mjs'

const focusOn = (page) =>
  page.evaluate(() => document.activeElement?.closest('[data-giorno]')?.getAttribute('data-giorno') ?? null)

test('the calendar is used with the keyboard alone', async ({ page }) => {
  const comune = conBianco()
  await accedi(page, comune, 'genitore')
  await apriPrenotazioni(page, comune)
  const giorno = await giornoModificabile(page)
  const data = await giorno.getAttribute('data-giorno')

  await page.locator('.day[tabindex="0"]').focus()
  await page.keyboard.press('Home')
  // One stop of Tab for the whole month; the arrows reach every day of it.
  for (let passi = 0; passi < 31 && (await focusOn(page)) !== data; passi++) {
    const verso = (await focusOn(page)) < data ? 'ArrowRight' : 'ArrowLeft'
    await page.keyboard.press(verso)
  }
  expect(await focusOn(page)).toBe(data)

  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect.poll(() => focusOn(page), 'il fuoco torna al giorno').toBe(data)

  await page.keyboard.press('Enter')
  await page.locator('.day-choice[data-scelta="ASSENZA"]').focus()
  await page.keyboard.press('Enter')
  // The live change may show the choice before the answer closes the window.
  await expect(giorno).toHaveAttribute('data-scelta', 'ASSENZA')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect.poll(() => focusOn(page), 'il fuoco torna al giorno').toBe(data)
  await scegli(page, giorno, 'PASTO_BASE')
})

test('the title and the focus follow the page', async ({ page }) => {
  const comune = conBianco()
  await accedi(page, comune, 'genitore')
  await expect(page).toHaveTitle(`Utenti – ${comune.nome}`)
  await page.locator('.cards a').first().click()
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  await expect(page.locator('html')).toHaveAttribute('lang', 'it')
})

test('what another device of the family changes shows by itself', async ({ page, browser }) => {
  const comune = conBianco()
  await accedi(page, comune, 'genitore')
  await apriPrenotazioni(page, comune)
  const altro = await (await browser.newContext()).newPage()
  await accedi(altro, comune, 'genitore')
  await altro.goto(page.url())
  const giorno = await giornoModificabile(altro)
  const data = await giorno.getAttribute('data-giorno')
  await page.goto(altro.url())
  const stesso = page.locator(`[data-giorno="${data}"]`)
  await expect(stesso).toHaveAttribute('data-scelta', 'PASTO_BASE')

  await scegli(altro, giorno, 'ASSENZA')
  await expect(stesso).toHaveAttribute('data-scelta', 'ASSENZA')
  await scegli(altro, giorno, 'PASTO_BASE')
  await expect(stesso).toHaveAttribute('data-scelta', 'PASTO_BASE')
  await altro.context().close()
})
