// How services are paid, and the bills of a family, as the accounting office sees them.
import { expect, test } from '@playwright/test'
import { accessibile } from './axe.mjs'
import { accedi, conBianco, indirizzo, senzaBianco } from './persone.mjs'

test('the threshold of a service is changed, the way of paying no more', async ({ page }, { project }) => {
  const comune = senzaBianco()
  await accedi(page, comune, 'amministratore', 'uffici')
  await page.goto(indirizzo(comune, 'conti', 'uffici'))
  await page.getByRole('link', { name: 'Come si paga ogni servizio' }).click()
  const refezione = page.locator('section, .panel').filter({ has: page.getByRole('heading', { name: /^Refezione scolastica, 20/ }) }).last()
  await expect(refezione).toContainText('conto elettronico')
  await accessibile(page)

  await refezione.getByRole('button', { name: /^Cambia/ }).click()
  const finestra = page.getByRole('dialog')
  await finestra.getByLabel('Quando si paga').selectOption({ label: 'Dopo: il comune emette le rette' })
  await finestra.getByRole('button', { name: 'Registra' }).click()
  await expect(finestra.getByRole('alert')).toContainText('ci sono già addebiti')
  await accessibile(page)
  await finestra.getByLabel('Quando si paga').selectOption({ label: 'Prima: la famiglia ricarica un conto elettronico' })
  await finestra.getByLabel('Quando avvisare che il credito è basso').selectOption('sotto')
  const soglia = project.name === 'telefono' ? '7,50' : '9,25'
  await finestra.getByLabel(/^Soglia/).fill(soglia)
  await finestra.getByRole('button', { name: 'Registra' }).click()
  await expect(finestra).toHaveCount(0)
  await expect(refezione).toContainText(`Sotto ${soglia}`)
})

test('a period is closed, and says so', async ({ page }, { project }) => {
  // What is closed stays so: each size has a comune of its own.
  const comune = project.name === 'telefono' ? senzaBianco() : conBianco()
  await accedi(page, comune, 'amministratore', 'uffici')
  await page.goto(indirizzo(comune, 'conti/come-si-paga', 'uffici'))
  const pannello = page.getByRole('region', { name: 'Chiusura contabile' })
  await expect(pannello).toContainText('Nessun periodo è chiuso')
  await pannello.getByRole('button', { name: 'Chiudi un periodo' }).click()
  const finestra = page.getByRole('dialog')
  await accessibile(page)
  const al = finestra.getByLabel(/^Chiudi fino al/)
  const domani = new Date(Date.now() + 86_400_000)
  await al.fill(domani.toLocaleDateString('it-IT', { day: '2-digit', month: '2-digit', year: 'numeric' }))
  await finestra.getByRole('button', { name: 'Chiudi il periodo' }).click()
  await expect.poll(() => al.evaluate((campo) => campo.validationMessage)).toContain('non può essere dopo il')
  await al.fill('30/06/2024')
  await finestra.getByRole('button', { name: 'Chiudi il periodo' }).click()
  await expect(finestra).toHaveCount(0)
  await expect(pannello).toContainText('chiusi fino al 30/06/2024')
})

test('the accounts of a family show its bills with instalments and notices', async ({ page }) => {
  const comune = conBianco()
  await accedi(page, comune, 'contabile', 'uffici')
  await page.goto(indirizzo(comune, 'emissioni', 'uffici'))
  await page.getByRole('table').getByRole('link').first().click()
  await page.getByRole('link', { name: /^Famiglia \d/ }).first().click()
  const rette = page.getByRole('list', { name: 'Rette della famiglia' })
  await expect(rette.getByText(/Rata 1, scadenza/).first()).toBeVisible()
  await accessibile(page)
  for (const [link, nome] of [
    [/Avviso 3\d{17}/, /^avviso-3\d{17}\.pdf$/],
    [/^Scarica la retta/, /^retta-\d+\.pdf$/],
  ]) {
    const scarica = page.waitForEvent('download')
    await rette.getByRole('link', { name: link }).first().click()
    expect((await scarica).suggestedFilename()).toMatch(nome)
  }
})
