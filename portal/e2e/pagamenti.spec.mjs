// What a family reads of its money, and what it does with its credit.
import { expect, test } from '@playwright/test'
import { accessibile } from './axe.mjs'
import { accedi, conBianco, indirizzo, senzaBianco } from './persone.mjs'

// In the demonstration the small comune is prepaid, the middle one issues bills.
const prepagato = senzaBianco
const postpagato = conBianco

/** Cents of an amount as pages write it: "1.234,50 €". */
const centesimi = (testo) => Number(/-?[\d.]+,\d\d/.exec(testo.replace('−', '-'))[0].replace(/[.,]/g, ''))

const voce = (page, nome) => page.locator('dl > div', { has: page.getByText(nome, { exact: true }) }).locator('dd')

async function apri(page, comune, percorso) {
  await page.goto(indirizzo(comune, percorso))
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.locator('.skeleton-line')).toHaveCount(0)
}

test('a prepaid account shows its credit, what moved it and why each meal costs so', async ({ page }) => {
  const comune = prepagato()
  await accedi(page, comune, 'genitore')
  await apri(page, comune, 'stato-contabile')
  await accessibile(page)
  await page.getByRole('link', { name: 'Refezione scolastica' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Refezione scolastica')
  await expect(voce(page, 'Saldo attuale')).toContainText('€')

  const movimenti = page.getByRole('table', { name: 'Movimenti del credito' })
  const primo = await movimenti.getByRole('row').nth(1).innerText()
  await accessibile(page)
  await page.getByRole('navigation', { name: 'Pagine: movimenti del credito' }).getByText('Pagina successiva').click()
  await expect(page.getByText('Pagina 2')).toBeVisible()
  await expect(movimenti).toBeVisible()
  expect(await movimenti.getByRole('row').nth(1).innerText()).not.toBe(primo)

  const scarica = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Scarica l’estratto conto (PDF)' }).first().click()
  expect((await scarica).suggestedFilename()).toMatch(/^estratto-refezione-elettronico-20\d\d-09-01-/)

  const consumi = page.getByRole('table', { name: 'Consumi del periodo' })
  await consumi.getByRole('button', { name: /Perché questo importo/ }).first().click()
  await expect(page.getByRole('dialog').getByRole('listitem').first()).toBeVisible()
  await accessibile(page)
})

test('the consumptions are of the school year, and of other days when they are asked for', async ({ page }) => {
  const comune = prepagato()
  await accedi(page, comune, 'genitore')
  await apri(page, comune, 'stato-contabile/refezione')
  const tutti = Number(await voce(page, 'Consumi del periodo').innerText())
  await expect(page.getByLabel(/^Dal/)).toHaveValue(/^01\/09\/20\d\d$/)
  const ultimo = await page.getByRole('table', { name: 'Consumi del periodo' }).getByRole('rowheader').first().innerText()
  await page.getByLabel(/^Dal/).fill(ultimo)
  await page.getByRole('button', { name: 'Mostra il periodo' }).click()
  await expect.poll(async () => Number(await voce(page, 'Consumi del periodo').innerText())).toBeLessThan(tutti)
})

test('a refund is asked for, with a wrong IBAN and more than there is refused in words', async ({ page }) => {
  const comune = prepagato()
  await accedi(page, comune, 'genitore')
  await apri(page, comune, 'stato-contabile')
  await page.getByRole('button', { name: 'Chiedi un rimborso' }).click()
  const finestra = page.getByRole('dialog')
  await accessibile(page)
  const importo = finestra.getByLabel(/^Importo/)
  await importo.fill('9.999,00')
  await importo.blur()
  await expect(finestra.getByText(/Scrivi al massimo/)).toBeVisible()
  await importo.fill('0,50')
  await finestra.getByLabel(/^IBAN/).fill('IT00X0000000000000000000000')
  await finestra.getByRole('button', { name: 'Chiedi il rimborso' }).click()
  await expect(finestra.getByText(/L'IBAN non è valido/)).toBeVisible()
  await expect(finestra.getByLabel(/^IBAN/)).toBeFocused()
  await finestra.getByLabel(/^IBAN/).fill('IT60 X054 2811 1010 0000 0123 456')
  await finestra.getByRole('button', { name: 'Chiedi il rimborso' }).click()
  await expect(finestra).toBeHidden()
  await apri(page, comune, 'pagamenti')
  await expect(page.getByText('in attesa della decisione dell’ufficio').first()).toBeVisible()
  await accessibile(page)
})

test('a bill says what it pays, by when, and how much is left', async ({ page }) => {
  const comune = postpagato()
  await accedi(page, comune, 'genitore')
  await apri(page, comune, 'stato-contabile')
  const dovuto = centesimi(await voce(page, 'Totale da pagare').innerText())
  expect(dovuto).toBeGreaterThan(0)
  await apri(page, comune, 'pagamenti')
  await accessibile(page)
  const resta = await page.getByRole('table', { name: 'Rette emesse' }).locator('td[data-label="Resta da pagare"]').allInnerTexts()
  expect(resta.reduce((somma, testo) => somma + centesimi(testo), 0)).toBe(dovuto)

  await page.getByRole('rowheader').getByRole('link').first().click()
  const importo = centesimi(await voce(page, 'Importo').innerText())
  const somma = async (tabella) => {
    const celle = await page.getByRole('table', { name: tabella }).locator('td[data-label="Importo"]').allInnerTexts()
    return celle.reduce((totale, testo) => totale + centesimi(testo), 0)
  }
  expect(await somma('Rate'), 'le rate').toBe(importo)
  expect(await somma('Righe della retta'), 'le righe').toBe(importo)
  const avviso = page.getByRole('table', { name: 'Rate' }).locator('td[data-label="Avviso pagoPA"]').first()
  const [numero, iuv] = (await avviso.innerText()).match(/\d{17,18}/g)
  expect(numero).toBe(`3${iuv}`)
  const stampato = page.waitForEvent('download')
  await avviso.getByRole('link', { name: /^Scarica/ }).click()
  expect((await stampato).suggestedFilename()).toBe(`avviso-${numero}.pdf`)
  await accessibile(page)
  const scarica = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Scarica la retta (PDF)' }).click()
  expect((await scarica).suggestedFilename()).toMatch(/^retta-\d+\.pdf$/)
  await page.getByRole('button', { name: /Perché questo importo/ }).first().click()
  await expect(page.getByRole('dialog').getByRole('listitem').first()).toBeVisible()
  await accessibile(page)
})

test('a delegate, who pays nothing, has no pages of money', async ({ page }) => {
  const comune = postpagato()
  await accedi(page, comune, 'delegato')
  await expect(page.getByRole('link', { name: 'Pagamenti' })).toHaveCount(0)
  await page.goto(indirizzo(comune, 'pagamenti'))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Pagina non trovata')
})
