// What the comune prints: the papers of many families together, and how they look.
import { readFile } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { accessibile } from './axe.mjs'
import { accedi, conBianco, indirizzo } from './persone.mjs'

/** A link that saves a file: its beginning, and the name that it is saved under. */
async function scarica(page, link) {
  const arriva = page.waitForEvent('download')
  await link.click()
  const file = await arriva
  return { nome: file.suggestedFilename(), inizio: (await readFile(await file.path())).subarray(0, 5).toString('latin1') }
}

test('the bills and notices of a run are drawn in the background and saved together', async ({ page }, { project }) => {
  const comune = conBianco()
  await accedi(page, comune, 'contabile', 'uffici')
  // A small run, of a building that no other test bills at this size.
  await page.goto(indirizzo(comune, 'emissioni/nuova', 'uffici'))
  const oggi = new Date()
  const giorno = (data) => data.toLocaleDateString('it-IT', { day: '2-digit', month: '2-digit', year: 'numeric' })
  await page.getByLabel(/^Descrizione/).fill(`Documenti ${Date.now()}`)
  await page.getByLabel('Plesso').selectOption({ index: project.name === 'telefono' ? 3 : 4 })
  await page.getByLabel(/^Dal/).fill(giorno(new Date(oggi.getFullYear(), oggi.getMonth() - 1, 1)))
  await page.getByLabel(/^Al/).fill(giorno(oggi))
  await page.getByLabel(/^Scadenza/).fill(giorno(new Date(oggi.getTime() + 30 * 86_400_000)))
  await page.getByRole('button', { name: 'Calcola le rette' }).click()
  await page.getByRole('button', { name: 'Conferma ed emetti' }).click({ timeout: 60_000 })
  await page.getByRole('dialog').getByRole('button', { name: 'Emetti le rette' }).click()
  const documenti = page.getByRole('region', { name: 'Documenti da stampare' })
  for (const cosa of ['le rette', 'gli avvisi di pagamento']) {
    await documenti.getByRole('button', { name: new RegExp(`^Prepara (di nuovo )?${cosa}`) }).click()
    await expect(documenti.getByRole('button', { name: `Prepara di nuovo ${cosa}` })).toBeVisible({ timeout: 90_000 })
    const zip = await scarica(page, documenti.getByRole('link', { name: `Scarica ${cosa}` }).first())
    expect(zip.nome).toMatch(/^documenti-\d+-1\.zip$/)
    expect(zip.inizio).toMatch(/^PK/)
  }
  await accessibile(page)
})

test('the certificates of a year are prepared for everybody', async ({ page }) => {
  const comune = conBianco()
  await accedi(page, comune, 'contabile', 'uffici')
  await page.goto(indirizzo(comune, 'conti', 'uffici'))
  await page.getByRole('link', { name: 'Documenti' }).click()
  const attestazioni = page.getByRole('region', { name: 'Attestazioni per la dichiarazione dei redditi' })
  await attestazioni.getByRole('button', { name: /^Prepara (di nuovo )?le attestazioni/ }).click()
  await expect(attestazioni.getByText(/documenti? pront[oi]/)).toBeVisible({ timeout: 90_000 })
  await accessibile(page)
})

test('an office says how its papers look, and what cannot be printed is refused', async ({ page }) => {
  const comune = conBianco()
  await accedi(page, comune, 'amministratore', 'uffici')
  await page.goto(indirizzo(comune, 'conti/documenti', 'uffici'))
  const carta = page.getByRole('region', { name: 'Carta intestata' })
  const gif = { name: 'stemma.png', mimeType: 'image/png', buffer: Buffer.from('GIF89a') }
  await carta.getByLabel(/stemma$/i).setInputFiles(gif)
  await carta.getByRole('button', { name: 'Carica lo stemma' }).click()
  await expect(carta.getByRole('alert')).toContainText('SVG o PNG')
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 5"><path d="M0 0h4v3l-2 2-2-2z" fill="#0a5c36"/></svg>'
  await carta.getByLabel(/stemma$/i).setInputFiles({ name: 'stemma.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(svg) })
  await carta.getByRole('button', { name: 'Carica lo stemma' }).click()
  await expect(carta.getByText('I documenti portano lo stemma del comune.')).toBeVisible()

  await carta.getByLabel(/^Ufficio/).fill('Ufficio servizi scolastici')
  await carta.getByLabel(/^Nota/).fill('Lo sportello è aperto il martedì.')
  await carta.getByLabel(/^Codice CBILL/).fill('AB')
  await carta.getByRole('button', { name: 'Salva la carta intestata' }).click()
  await expect(carta.getByText('il codice CBILL ha cinque lettere o cifre')).toBeVisible()
  await accessibile(page)
  await carta.getByLabel(/^Codice CBILL/).fill('AB1C2')
  await carta.getByLabel(/^Numero del conto/).fill('12345678')
  await carta.getByLabel(/^Intestato a/).fill('')
  await carta.getByRole('button', { name: 'Salva la carta intestata' }).click()
  await expect(carta.getByText('occorre per pagare alla posta')).toBeVisible()
  await carta.getByLabel(/^Intestato a/).fill('Comune, servizio tesoreria')
  await carta.getByLabel(/^Autorizzazione/).fill('Aut. DB/SSSC 00000 del 1.1.2026')
  await carta.getByRole('button', { name: 'Salva la carta intestata' }).click()
  await expect(page.getByText('La carta intestata è salvata.')).toBeAttached()
  await page.reload()
  await expect(carta.getByLabel(/^Codice CBILL/)).toHaveValue('AB1C2')
  const facsimile = await scarica(page, carta.getByRole('link', { name: 'Scarica un fac-simile' }))
  expect(facsimile).toEqual({ nome: 'fac-simile.pdf', inizio: '%PDF-' })
  await accessibile(page)
})
