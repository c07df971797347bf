// Bills that are not paid: reminders, a plan, an exception; what the family sees of it.
import { expect, test } from '@playwright/test'
import { accessibile } from './axe.mjs'
import { accedi, conBianco, indirizzo } from './persone.mjs'

const MOROSA = /retta scaduta/

/** The parent of whom the demonstration says that a bill is overdue. */
function morosa(comune) {
  const genitori = comune.persone.filter((p) => p.ruolo === 'genitore')
  return genitori.findIndex((p) => MOROSA.test(p.prova))
}

async function apri(page, comune, percorso) {
  await page.goto(indirizzo(comune, percorso, 'uffici'))
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.locator('.skeleton-line')).toHaveCount(0)
}

test('the reminders that are due are sent once, and the family reads its own', async ({ page, browser }) => {
  const comune = conBianco()
  await accedi(page, comune, 'contabile', 'uffici')
  await apri(page, comune, 'solleciti')
  const scadute = page.getByRole('region', { name: 'Rate scadute' })
  await expect(scadute.getByRole('table')).toBeVisible()
  await accessibile(page)
  await scadute.getByRole('button', { name: /^Perché\?/ }).first().click()
  await expect(page.getByRole('dialog')).toContainText('giorni di ritardo')
  await accessibile(page)
  await page.keyboard.press('Escape')

  const invii = page.getByRole('region', { name: 'Invii' })
  await page.getByRole('button', { name: 'Invia i solleciti dovuti oggi' }).click()
  await accessibile(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Invia i solleciti' }).click()
  await expect(invii.getByText(/inviat[oi] su \d+ rat/).first()).toBeVisible({ timeout: 30_000 })
  await expect(scadute.getByText(/^Primo sollecito del /).first()).toBeVisible()
  await expect(scadute.getByText('Da inviare: Primo sollecito')).toHaveCount(0)
  await page.getByRole('button', { name: 'Invia i solleciti dovuti oggi' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Invia i solleciti' }).click()
  await expect(invii.getByRole('listitem').first()).toContainText('0 solleciti inviati', { timeout: 30_000 })

  const famiglia = await (await browser.newContext({ viewport: page.viewportSize() })).newPage()
  await accedi(famiglia, comune, 'genitore', 'famiglie', morosa(comune))
  await famiglia.goto(indirizzo(comune, 'pagamenti'))
  const ricevuti = famiglia.getByRole('region', { name: 'Solleciti ricevuti' })
  await expect(ricevuti.getByText('Primo sollecito').first()).toBeVisible()
  await accessibile(famiglia)
  const scarica = famiglia.waitForEvent('download')
  await ricevuti.getByRole('link', { name: /^Scarica/ }).first().click()
  expect((await scarica).suggestedFilename()).toMatch(/^sollecito-\d+\.pdf$/)
  await famiglia.context().close()
})

test('an office divides a debt into instalments, undoes it, and lets the family enrol', async ({ page }) => {
  const comune = conBianco()
  await accedi(page, comune, 'contabile', 'uffici')
  await apri(page, comune, 'solleciti')
  const scadute = page.getByRole('region', { name: 'Rate scadute' })
  // A family of its own at each size.
  const quale = test.info().project.name === 'telefono' ? 1 : 2
  await scadute.getByRole('rowheader').getByRole('link').nth(quale).click()
  const insoluti = page.getByRole('region', { name: 'Insoluti e solleciti' })
  await expect(insoluti.getByText('Le nuove iscrizioni aspettano.')).toBeVisible()
  await accessibile(page)
  const finestra = page.getByRole('dialog')
  const giorno = (giorni) => new Date(Date.now() + giorni * 86_400_000).toLocaleDateString('it-IT', { day: '2-digit', month: '2-digit', year: 'numeric' })

  await insoluti.getByRole('button', { name: 'Concedi una deroga al blocco' }).click()
  await finestra.getByLabel(/^Fino al/).fill(giorno(10))
  await finestra.getByLabel(/^Motivo/).fill('Segnalata dai servizi sociali')
  await accessibile(page)
  await finestra.getByRole('button', { name: 'Concedi' }).click()
  await expect(insoluti.getByText('Le nuove iscrizioni aspettano.')).toHaveCount(0)
  await insoluti.getByRole('button', { name: /^Revoca/ }).click()
  await finestra.getByLabel(/^Motivo/).fill('Prova')
  await finestra.getByRole('button', { name: 'Revoca' }).click()
  await expect(insoluti.getByText('Le nuove iscrizioni aspettano.')).toBeVisible()

  await insoluti.getByRole('button', { name: 'Concedi un piano di rate' }).click()
  await finestra.getByLabel(/^Quante rate/).fill('4')
  await finestra.getByLabel(/^Scadenza della prima/).fill(giorno(15))
  await accessibile(page)
  await finestra.getByRole('button', { name: 'Concedi il piano' }).click()
  await expect(insoluti.getByText('Nessuna rata è scaduta.')).toBeVisible()
  await expect(insoluti.getByText(/4 rate: /)).toBeVisible()
  await accessibile(page)
  const rette = page.getByRole('list', { name: 'Rette della famiglia' })
  await expect(rette.getByText(/^Piano di rateizzazione del/)).toBeVisible()

  await insoluti.getByRole('button', { name: /^Dichiara decaduto/ }).click()
  await finestra.getByLabel(/^Motivo/).fill('Due rate non pagate')
  await finestra.getByRole('button', { name: 'Dichiara decaduto' }).click()
  await expect(insoluti.getByText('Decaduto', { exact: true })).toBeVisible()
  await insoluti.getByRole('button', { name: /^Annulla il piano/ }).click()
  await finestra.getByLabel(/^Motivo/).fill('Prova')
  await finestra.getByRole('button', { name: 'Annulla il piano' }).click()
  await expect(insoluti.getByRole('table', { name: 'Rate scadute' })).toBeVisible()
  await expect(page.getByRole('region', { name: /^Attestazioni/ })).toBeVisible()
})

test('nothing is collected by force before the regulation says so', async ({ page }) => {
  const comune = conBianco()
  await accedi(page, comune, 'contabile', 'uffici')
  await apri(page, comune, 'solleciti')
  await page.getByRole('link', { name: 'Riscossione coattiva' }).click()
  await expect(page.getByText('Nessuna rata è affidata alla riscossione coattiva.')).toBeVisible()
  await accessibile(page)
})
