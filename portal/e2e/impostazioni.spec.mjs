// The administrator changes how the comune presents itself.
import { expect, test } from '@playwright/test'
import { accessibile } from './axe.mjs'
import { accedi, indirizzo, senzaBianco } from './persone.mjs'

const salva = (page) => page.getByRole('button', { name: 'Salva le impostazioni' })
const telefono = (page) => page.getByLabel(/^Telefono/)

async function apri(page) {
  const comune = senzaBianco()
  await accedi(page, comune, 'amministratore', 'uffici')
  await page.goto(indirizzo(comune, 'impostazioni', 'uffici'))
  await expect(salva(page)).toBeVisible()
  return comune
}

async function salvato(page) {
  // It is read aloud, not shown.
  await expect(page.getByRole('status').filter({ hasText: 'sono state salvate' })).toHaveCount(1)
}

test('a setting is refused at its field, then saved, and families see it at once', async ({ page }) => {
  const comune = await apri(page)
  await accessibile(page)
  const prima = await telefono(page).inputValue()

  await page.getByLabel(/^Colore/).fill('#ffd700')
  await expect(page.getByText(/Contrasto con il testo bianco 1,4 a 1/)).toBeVisible()
  await salva(page).click()
  const colore = page.getByLabel(/^Colore/)
  await expect(colore).toBeFocused()
  await expect(colore).toHaveAttribute('aria-invalid', 'true')
  await expect(page.locator('.field-error')).toContainText('sceglierne uno più scuro')
  await accessibile(page)

  await colore.fill('#004d40')
  await telefono(page).fill('0577 99 88 77')
  // With the keyboard alone.
  await telefono(page).press('Enter')
  await salvato(page)
  await expect(page.locator('.field-error')).toHaveCount(0)
  const tema = () => document.documentElement.style.getPropertyValue('--comune')
  expect(await page.evaluate(tema)).toBe('rgb(0 77 64)')

  await page.goto(indirizzo(comune, 'accedi'))
  await expect(page.locator('footer')).toContainText('0577 99 88 77')

  await page.goto(indirizzo(comune, 'impostazioni', 'uffici'))
  await telefono(page).fill(prima)
  await salva(page).click()
  await salvato(page)
})

test('two administrators do not overwrite each other', async ({ page, browser }) => {
  // The same comune is used at each size: a number that it does not have yet.
  const [uno, due] = [1, 2].map((n) => `0577 ${Date.now() % 1_000_000}${n}`)
  await apri(page)
  const altra = await (await browser.newContext()).newPage()
  await apri(altra)
  const pec = altra.getByLabel(/^Posta certificata/)
  await telefono(altra).fill(uno)
  await pec.fill('protocollo@pec.example.it')
  await salva(altra).click()
  await salvato(altra)

  await telefono(page).fill(due)
  await salva(page).click()
  await expect(page.getByRole('alert')).toContainText('un’altra persona ha cambiato')
  await expect(page.getByText(`L’altra persona ha scritto: «${uno}»`)).toBeVisible()
  await expect(page.getByLabel(/^Posta certificata/)).toHaveValue('protocollo@pec.example.it')
  await expect(telefono(page)).toHaveValue(due)
  await accessibile(page)
  await salva(page).click()
  await salvato(page)
  await expect(page.getByRole('alert')).toHaveCount(0)
  await altra.context().close()
})

test('only who may has the page', async ({ page }) => {
  const comune = senzaBianco()
  await accedi(page, comune, 'cuoco', 'uffici')
  await expect(page.getByRole('link', { name: 'Impostazioni' })).toHaveCount(0)
  await page.goto(indirizzo(comune, 'impostazioni', 'uffici'))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Pagina non trovata')
})
