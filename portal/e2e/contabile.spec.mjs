// The accountant: the account of a family, refunds, a bill run from preview to issue.
import { expect, test } from '@playwright/test'
import { accessibile } from './axe.mjs'
import { chiedi } from './api.mjs'
import { accedi, conBianco, indirizzo, senzaBianco } from './persone.mjs'

async function apri(page, comune, percorso) {
  await page.goto(indirizzo(comune, percorso, 'uffici'))
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.locator('.skeleton-line')).toHaveCount(0)
}

/** Cents of an amount as pages write it: "1.234,50 €". */
const centesimi = (testo) => Number(/-?[\d.]+,\d\d/.exec(testo.replace('−', '-'))[0].replace(/[.,]/g, ''))

const conto = (page, servizio) => page.getByRole('region', { name: servizio })
const voce = (parte, nome) => parte.locator('dl > div').filter({ hasText: new RegExp(`^${nome}`) }).locator('dd')

test('a payment is registered by mistake and undone, and the balance follows', async ({ page }) => {
  const comune = senzaBianco()
  await accedi(page, comune, 'contabile', 'uffici')
  await apri(page, comune, 'conti')
  await accessibile(page)
  const { alunno } = await chiedi(page, '{ alunno(pagination: { offset: { limit: 1, offset: 9 } }) { nodes { cognome } } }')
  await page.getByLabel(/^Cognome/).fill(alunno.nodes[0].cognome.toLowerCase())
  await page.getByRole('button', { name: 'Cerca', exact: true }).click()
  await page.getByRole('list', { name: 'Famiglie trovate' }).getByRole('link').first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Conti della famiglia')

  const mensa = conto(page, 'Refezione scolastica')
  const saldo = voce(mensa, 'Saldo')
  const prima = centesimi(await saldo.innerText())
  await mensa.getByRole('button', { name: 'Registra una ricarica' }).click()
  const finestra = page.getByRole('dialog')
  await accessibile(page)
  await finestra.getByLabel(/^Importo/).fill('12,34')
  await finestra.getByLabel('Come è stato pagato').selectOption('BONIFICO')
  await finestra.getByRole('button', { name: 'Registra' }).click()
  await expect.poll(async () => centesimi(await saldo.innerText())).toBe(prima + 1234)

  const riga = mensa.getByRole('row').filter({ hasText: '+12,34' }).first()
  await expect(riga).toContainText('Bonifico')
  await riga.getByRole('button', { name: /^Storna/ }).click()
  await finestra.getByLabel(/^Motivo/).fill('Registrato due volte')
  await finestra.getByRole('button', { name: 'Storna' }).click()
  await expect.poll(async () => centesimi(await saldo.innerText())).toBe(prima)
  await accessibile(page)

  await mensa.getByRole('button', { name: 'Correggi il credito' }).click()
  await finestra.getByLabel(/^Importo/).fill('-0,01')
  await finestra.getByLabel(/^Motivo/).fill('Prova')
  await finestra.getByRole('button', { name: 'Correggi' }).click()
  await expect.poll(async () => centesimi(await saldo.innerText())).toBe(prima - 1)
})

test('credit goes to another family with a reason, and the movement says so', async ({ page }) => {
  const comune = senzaBianco()
  await accedi(page, comune, 'contabile', 'uffici')
  await apri(page, comune, 'conti')
  const { alunno } = await chiedi(page, '{ alunno(orderBy: { id: ASC }) { nodes { cognome famigliaId } } }')
  const da = alunno.nodes[9]
  const a = alunno.nodes.find(({ cognome, famigliaId }) => famigliaId !== da.famigliaId && cognome !== da.cognome)
  await apri(page, comune, `conti/${da.famigliaId}`)
  const mensa = conto(page, 'Refezione scolastica')
  const finestra = page.getByRole('dialog')
  const saldo = voce(mensa, 'Saldo')
  const prima = centesimi(await saldo.innerText()) + 50_000
  await mensa.getByRole('button', { name: 'Registra una ricarica' }).click()
  await finestra.getByLabel(/^Importo/).fill('500,00')
  await finestra.getByRole('button', { name: 'Registra' }).click()
  await expect.poll(async () => centesimi(await saldo.innerText())).toBe(prima)

  await mensa.getByRole('button', { name: 'Trasferisci credito' }).click()
  await finestra.getByLabel(/^Cognome/).fill(a.cognome.toLowerCase())
  await finestra.getByRole('button', { name: 'Cerca', exact: true }).click()
  await finestra.getByRole('list', { name: 'Famiglie trovate' }).getByRole('button').first().click()
  await finestra.getByLabel(/^Importo/).fill('1,23')
  await finestra.getByLabel(/^Motivo/).fill('Vive ora con l’altro genitore')
  await accessibile(page)
  await finestra.getByRole('button', { name: 'Trasferisci', exact: true }).click()
  await expect(finestra).toHaveCount(0)
  await expect.poll(async () => centesimi(await saldo.innerText())).toBe(prima - 123)
  await expect(mensa.getByRole('row').filter({ hasText: 'Trasferimento fra due famiglie' }).first()).toContainText('1,23')
})

test('a refund that a family asked for is turned down with a reason, which the family reads', async ({ page, browser }) => {
  const comune = senzaBianco()
  const famiglia = await (await browser.newContext()).newPage()
  await accedi(famiglia, comune, 'genitore')
  await famiglia.goto(indirizzo(comune, 'stato-contabile'))
  await famiglia.getByRole('button', { name: 'Chiedi un rimborso' }).click()
  await famiglia.getByLabel(/^Importo/).fill('0,77')
  await famiglia.getByLabel(/^IBAN/).fill('IT60X0542811101000000123456')
  await famiglia.getByRole('dialog').getByRole('button', { name: 'Chiedi il rimborso' }).click()
  await expect(famiglia.getByRole('dialog')).toBeHidden()

  await accedi(page, comune, 'contabile', 'uffici')
  await apri(page, comune, 'conti')
  const motivo = `Prova ${Date.now()}`
  const chiesto = page.getByRole('region', { name: 'Rimborsi da decidere' }).getByRole('listitem').filter({ hasText: '0,77' })
  await chiesto.first().getByRole('button', { name: 'Rifiuta' }).click()
  await page.getByLabel(/^Motivo/).fill(motivo)
  await page.getByRole('dialog').getByRole('button', { name: 'Rifiuta' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await famiglia.goto(indirizzo(comune, 'pagamenti'))
  await expect(famiglia.getByText(`rifiutato (${motivo})`)).toBeVisible()
  await famiglia.context().close()
})

test('a run is computed, looked at, one bill left out, confirmed; a bill is paid and one cancelled', async ({ page }) => {
  const comune = conBianco()
  await accedi(page, comune, 'contabile', 'uffici')
  await apri(page, comune, 'emissioni/nuova')
  await expect(page.getByRole('region', { name: 'Non ancora su una retta' }).getByRole('listitem').first()).toContainText('consum')
  await accessibile(page)
  const oggi = new Date()
  const giorno = (data) => data.toLocaleDateString('it-IT', { day: '2-digit', month: '2-digit', year: 'numeric' })
  await page.getByLabel(/^Descrizione/).fill(`Prova ${Date.now()}`)
  // A building of its own at each size, since what was billed is not billed again.
  await page.getByLabel('Plesso').selectOption({ index: test.info().project.name === 'telefono' ? 1 : 2 })
  await page.getByLabel(/^Dal/).fill(giorno(new Date(oggi.getFullYear(), oggi.getMonth() - 1, 1)))
  await page.getByLabel(/^Al/).fill(giorno(oggi))
  await page.getByLabel(/^Scadenza/).fill(giorno(new Date(oggi.getTime() + 30 * 86_400_000)))
  await page.getByRole('button', { name: 'Calcola le rette' }).click()
  await expect(page.getByText('Da confermare')).toBeVisible({ timeout: 60_000 })
  await accessibile(page)

  const rette = page.getByRole('table', { name: 'Rette dell’emissione' })
  const finestra = page.getByRole('dialog')
  const quante = page.locator('.totals dd').first()
  const prima = Number(await quante.innerText())
  await rette.getByRole('button', { name: /^Escludi/ }).first().click()
  await finestra.getByLabel(/^Motivo/).fill('Prova')
  await finestra.getByRole('button', { name: 'Escludi' }).click()
  await expect(quante).toHaveText(String(prima - 1))

  await page.getByRole('button', { name: 'Conferma ed emetti' }).click()
  await finestra.getByRole('button', { name: 'Emetti le rette' }).click()
  await expect(page.getByRole('region', { name: 'Riepilogo' }).getByText('Emessa', { exact: true })).toBeVisible({ timeout: 60_000 })
  await accessibile(page)

  const pagata = rette.getByRole('row').filter({ has: page.getByRole('button', { name: /^Registra un pagamento/ }) }).first()
  const importo = await pagata.locator('td[data-label="Importo"]').innerText()
  const numero = /Retta n\. \d+/.exec(await pagata.innerText())[0]
  await pagata.getByRole('button', { name: /^Registra un pagamento/ }).click()
  await finestra.getByRole('button', { name: 'Registra' }).click()
  const stessa = rette.getByRole('row').filter({ hasText: numero })
  await expect(stessa.locator('td[data-label="Pagato"]')).toHaveText(importo)
  await expect(stessa.getByRole('button', { name: /^Annulla/ })).toHaveCount(0)

  await rette.getByRole('button', { name: /^Annulla/ }).first().click()
  await finestra.getByLabel(/^Motivo/).fill('Prova')
  await finestra.getByRole('button', { name: 'Annulla la retta' }).click()
  await expect(quante).toHaveText(String(prima - 2))
})

test('who may not see accounts has no such pages', async ({ page }) => {
  const comune = senzaBianco()
  await accedi(page, comune, 'cuoco', 'uffici')
  for (const percorso of ['conti', 'emissioni']) {
    await page.goto(indirizzo(comune, percorso, 'uffici'))
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Pagina non trovata')
  }
})
