// Every page, without a finding of axe and without a dead link.
import { expect, test } from '@playwright/test'
import { accessibile } from './axe.mjs'
import { apriPrenotazioni } from './calendario.mjs'
import { accedi, conBianco, indirizzo } from './persone.mjs'

const PUBBLICHE = [
  '',
  'accedi',
  'registrati',
  'completa-registrazione',
  'recupero-password',
  'reimposta-password',
  'non-esiste',
]

/** Shows a page and waits until it has what it asked for. */
async function mostra(page, url) {
  await page.goto(url)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.locator('.skeleton')).toHaveCount(0)
}

test('the pages before the log-in', async ({ page }) => {
  for (const percorso of PUBBLICHE) {
    await mostra(page, indirizzo(conBianco(), percorso))
    await accessibile(page)
  }
  await expect(page.locator('footer [data-element="accessibility-link"]')).toBeVisible()
  await expect(page.locator('footer [data-element="privacy-policy-link"]')).toBeVisible()
})

test('the pages of a family', async ({ page }) => {
  const comune = conBianco()
  await accedi(page, comune, 'genitore')
  await mostra(page, indirizzo(comune, 'utenti'))
  await accessibile(page)
  await page.locator('.cards a').first().click()
  await expect(page.getByRole('heading', { name: 'Dati anagrafici' })).toBeVisible()
  for (const campo of ['Tessera', 'Scuola', 'Classe', 'Fascia', 'Importo quota', 'Importo pasto', 'Articolo', 'Stato']) {
    await expect(page.getByRole('term').filter({ hasText: new RegExp(`^${campo}$`) }).first()).toBeVisible()
  }
  await accessibile(page)

  await page.getByRole('link', { name: 'Presenze' }).first().click()
  await expect(page.getByRole('table')).toBeVisible()
  await accessibile(page)
  await page.getByRole('button', { name: /Perché questo importo/ }).first().click()
  await expect(page.getByRole('dialog').getByRole('listitem').first()).toBeVisible()
  await accessibile(page)

  await mostra(page, indirizzo(comune, 'area-personale'))
  await accessibile(page)

  await apriPrenotazioni(page, comune)
  for (const finestra of ['Assenze per un periodo', 'Settimana tipo']) {
    await page.getByRole('button', { name: finestra }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await accessibile(page)
    await page.keyboard.press('Escape')
  }
})

test('the roll call of a class', async ({ page }) => {
  const comune = conBianco()
  await accedi(page, comune, 'accompagnatore', 'uffici')
  await expect(page.getByRole('link', { name: 'Cucina' })).toHaveCount(0)
  await mostra(page, indirizzo(comune, 'appello', 'uffici'))
  const plesso = page.locator('.big-buttons button').first()
  if (await plesso.isVisible()) await plesso.click()
  await accessibile(page)
  await page.locator('.big-buttons a').first().click()
  await expect(page.locator('.breadcrumb')).toBeVisible()
  await expect(page.locator('.skeleton')).toHaveCount(0)
  await accessibile(page)
})
