// What an accountant reads of the money that came in.
import { readFile } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { accessibile } from './axe.mjs'
import { accedi, indirizzo, senzaBianco } from './persone.mjs'

const centesimi = (testo) => Number(testo.replace(/[^\d]/g, ''))

/** A day so many days ago: as files are named, and as people write it. */
function giorniFa(quanti) {
  const iso = new Date(Date.now() - quanti * 86_400_000).toISOString().slice(0, 10)
  return { iso, scritto: iso.split('-').reverse().join('/') }
}

test('what came in is added up, and is the same in the file', async ({ page }) => {
  const comune = senzaBianco()
  await accedi(page, comune, 'contabile', 'uffici')
  await page.goto(indirizzo(comune, 'conti', 'uffici'))
  await page.getByRole('link', { name: 'Riepilogo degli incassi' }).click()
  const inizio = giorniFa(300)
  await page.getByLabel(/^Dal/).fill(inizio.scritto)
  const tabella = page.getByRole('table', { name: 'Incassi giorno per giorno' })
  await expect(tabella).toBeVisible()
  await expect(page.getByRole('img', { name: /Incassi nel tempo/ })).toBeVisible()
  await accessibile(page)

  const importi = await tabella.locator('tbody td[data-label="Importo"]').allInnerTexts()
  const totale = centesimi(await tabella.locator('tfoot td[data-label="Importo"]').innerText())
  expect(importi.length).toBeGreaterThan(1)
  expect(importi.reduce((somma, testo) => somma + centesimi(testo), 0)).toBe(totale)
  const inTutto = page.locator('dl > div', { has: page.getByText('In tutto', { exact: true }) }).locator('dd')
  expect(centesimi(await inTutto.innerText())).toBe(totale)

  const scarica = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Scarica in CSV' }).click()
  const file = await scarica
  expect(file.suggestedFilename()).toMatch(new RegExp(`^incassi-${inizio.iso}-.*\\.csv$`))
  const ultima = (await readFile(await file.path(), 'utf8')).trim().split('\r\n').at(-1)
  expect(ultima).toMatch(/^;;Totale;\d+;[\d]+,\d\d$/)
  expect(centesimi(ultima.split(';').at(-1))).toBe(totale)

  await page.getByLabel(/^Dal/).fill('31/12/2099')
  await expect(page.getByRole('alert')).toContainText('la fine viene prima')
  await accessibile(page)
  await page.getByLabel(/^Dal/).fill('01/09/2024')
  await expect(page.getByRole('alert')).toContainText('al massimo un anno')
  await page.getByLabel(/^Al/).fill('02/09/2024')
  await expect(page.getByText('non è stato incassato nulla')).toBeVisible()
  await expect(page.getByText('non è entrato né uscito nulla')).toBeVisible()
  await accessibile(page)
})

test('what came in goes on the chapter that the office named', async ({ page }, { project }) => {
  const comune = senzaBianco()
  await accedi(page, comune, 'amministratore', 'uffici')
  await page.goto(indirizzo(comune, 'conti/come-si-paga', 'uffici'))
  const capitoli = page.getByRole('region', { name: 'Capitoli del bilancio' })
  await capitoli.getByRole('button', { name: 'Cambia Refezione scolastica: servizio' }).click()
  const finestra = page.getByRole('dialog')
  await finestra.getByLabel(/^Capitolo/).fill('=1+1')
  await finestra.getByRole('button', { name: 'Registra' }).click()
  await expect(finestra.getByRole('alert')).toContainText('lettere, cifre')
  await accessibile(page)
  const codice = project.name === 'telefono' ? '3010201/7' : '3010201/9'
  await finestra.getByLabel(/^Capitolo/).fill(codice)
  await finestra.getByRole('button', { name: 'Registra' }).click()
  await expect(capitoli.getByText(codice)).toBeVisible()

  await page.goto(indirizzo(comune, 'conti/incassi', 'uffici'))
  await page.getByLabel(/^Dal/).fill(giorniFa(300).scritto)
  const tabella = page.getByRole('table', { name: 'Incassi e rimborsi per capitolo' })
  await expect(tabella.getByRole('rowheader', { name: codice }).first()).toBeVisible()
  await accessibile(page)
  const scarica = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Scarica i capitoli in CSV' }).click()
  const righe = (await readFile(await (await scarica).path(), 'utf8')).trim().split('\r\n')
  expect(righe[1]).toMatch(new RegExp(`^${codice};Entrata;Refezione scolastica;Servizio;`))
})

test('who may not see accounts does not see what came in', async ({ page }) => {
  const comune = senzaBianco()
  await accedi(page, comune, 'cuoco', 'uffici')
  await page.goto(indirizzo(comune, 'conti/incassi', 'uffici'))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Pagina non trovata')
})
