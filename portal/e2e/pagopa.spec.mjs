// Money: a top-up and bills, paid through the simulator of pagoPA as through Checkout.
import { expect, test } from '@playwright/test'
import { chiedi } from './api.mjs'
import { accessibile } from './axe.mjs'
import { codiciStampati } from './pdf.mjs'
import { accedi, conBianco, indirizzo, senzaBianco } from './persone.mjs'

/** The balance of meals, in cents. */
async function saldo(page, comune) {
  await page.goto(indirizzo(comune, 'stato-contabile'))
  const voce = page.locator('dl > div', { has: page.getByText('Saldo attuale', { exact: true }) }).locator('dd')
  const testo = await voce.first().innerText()
  return Number(testo.replace(/[^\d−]/g, '').replace('−', '-'))
}

/** Asks for a top-up, and leaves for Checkout. */
async function ricarica(page, importo) {
  await page.getByRole('button', { name: 'Ricarica', exact: true }).click()
  await page.getByRole('dialog').getByLabel(/^Importo/).fill(importo)
  await page.getByRole('dialog').getByRole('button', { name: 'Paga con pagoPA' }).click()
}

/** Pays on the page of Checkout, while the node behaves so. */
async function pagaSuCheckout(page, comportamento) {
  await page.waitForURL(/\/checkout\//)
  const simulatore = new URL(page.url()).origin
  await page.locator('[name="comportamento"]').selectOption(comportamento)
  await page.getByRole('button', { name: /^Paga / }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Il pagamento è in corso di registrazione')
  return simulatore
}

test('a top-up is on the account when its receipt comes, and not before', async ({ page, browser }) => {
  const comune = senzaBianco()
  await accedi(page, comune, 'genitore')
  const prima = await saldo(page, comune)
  await page.getByRole('button', { name: 'Ricarica', exact: true }).click()
  const importo = page.getByRole('dialog').getByLabel(/^Importo/)
  await importo.fill('12.50')
  await importo.blur()
  await expect(page.getByText('Scrivi un importo in euro')).toBeVisible()
  await accessibile(page)
  await page.keyboard.press('Escape')
  await ricarica(page, '12,50')

  const simulatore = await pagaSuCheckout(page, 'tardiva')
  await expect(page.getByText('Il conto si aggiorna quando arriva la ricevuta')).toBeVisible()
  await accessibile(page)
  const altra = await page.context().newPage()
  expect(await saldo(altra, comune), 'prima della ricevuta').toBe(prima)

  const operatore = await (await browser.newContext()).newPage()
  await operatore.goto(simulatore)
  await operatore.getByRole('button', { name: /^Consegna ora/ }).click()
  await expect(page.getByText('La ricevuta è arrivata')).toBeVisible()
  expect(await saldo(altra, comune), 'dopo la ricevuta').toBe(prima + 1250)
  await altra.getByRole('link', { name: 'Refezione scolastica' }).click()
  const riga = altra.getByRole('row', { name: /Ricarica/ }).first()
  await expect(riga).toContainText('12,50')
  const scarica = altra.waitForEvent('download')
  await riga.getByRole('link', { name: /^Ricevuta/ }).click()
  expect((await scarica).suggestedFilename()).toMatch(/^ricevuta-3\d{17}\.pdf$/)
  await operatore.context().close()
})

test('two instalments are paid in one cart', async ({ page }, { project }) => {
  const comune = conBianco()
  // Each size has a family of its own: what is paid stays paid.
  await accedi(page, comune, 'genitore', 'famiglie', project.name === 'telefono' ? 1 : 3)
  await page.goto(indirizzo(comune, 'pagamenti'))
  // At least two: an office's test may have billed the family once more.
  const rate = page.getByRole('checkbox')
  await expect(rate.nth(1)).toBeVisible()
  const quante = await rate.count()
  const scarica = page.waitForEvent('download')
  await page.getByRole('button', { name: /^Scarica/ }).first().click()
  const avviso = await scarica
  const [, numero] = /^avviso-(3\d{17})\.pdf$/.exec(avviso.suggestedFilename())
  const { avvisi } = await chiedi(page, '{ avvisi(first: 50) { edges { node { numero importo } } } }', {}, '/graphql')
  const { importo } = avvisi.edges.map(({ node }) => node).find((uno) => uno.numero === numero)
  const codici = await codiciStampati(await avviso.path())
  const atteso = new RegExp(`^PAGOPA\\|002\\|${numero}\\|\\d{11}\\|${String(importo).padStart(2, '0')}$`)
  if (codici) expect(codici).toContainEqual(expect.stringMatching(atteso))

  for (const rata of [rate.nth(0), rate.nth(1)]) await rata.check()
  await accessibile(page)
  await page.getByRole('button', { name: /^Paga con pagoPA/ }).click()
  await expect(page.locator('tbody tr')).toHaveCount(2)
  await pagaSuCheckout(page, 'doppia')
  await expect(page.getByText('La ricevuta è arrivata')).toBeVisible()
  await page.getByRole('link', { name: 'Torna ai pagamenti' }).click()
  await expect(page.getByRole('table', { name: 'Rette emesse' })).toBeVisible()
  await expect(rate).toHaveCount(quante - 2)
  await accessibile(page)
})

test('who changes their mind has paid nothing', async ({ page }) => {
  const comune = senzaBianco()
  await accedi(page, comune, 'genitore')
  const prima = await saldo(page, comune)
  await ricarica(page, '7')
  await page.waitForURL(/\/checkout\//)
  await page.getByRole('button', { name: 'Annulla' }).click()
  await expect(page.getByText('Non è stato pagato nulla')).toBeVisible()
  expect(await saldo(page, comune)).toBe(prima)
  await page.goto(indirizzo(comune, 'pagamenti'))
  const ricariche = page.getByRole('region', { name: 'Ricariche non pagate' })
  await expect(ricariche.getByText('Refezione scolastica: 7,00')).toBeVisible()
  await accessibile(page)
})
