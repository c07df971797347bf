// The first whole path: a parent cancels a meal, the kitchen sees it, the regulation decides.
import { expect, test } from '@playwright/test'
import { accessibile } from './axe.mjs'
import { apriGiorno, apriPrenotazioni, giornoModificabile, scegli } from './calendario.mjs'
import { accedi, conBianco, indirizzo, senzaBianco } from './persone.mjs'

// The colours of src/kit/style/scelte.css.
const VERDE = 'rgb(214, 240, 224)'
const ROSSO = 'rgb(251, 223, 226)'
const GIALLO = 'rgb(255, 241, 184)'

/** The kitchen's page of a comune on a day, live, in a browser of its own. */
async function cucina(browser, comune, giorno) {
  const context = await browser.newContext()
  const page = await context.newPage()
  await accedi(page, comune, 'cuoco', 'uffici')
  await page.goto(indirizzo(comune, `cucina?giorno=${giorno}`, 'uffici'))
  await expect(page.locator('[data-linea="live"]')).toBeVisible()
  await page.evaluate(() => (window.stessaPagina = true))
  return page
}

const numero = async (page, quale) => Number(await page.locator(`[data-totale="${quale}"]`).innerText())

test('a cancelled meal and a pasto bianco reach the kitchen without reload, and no other comune', async ({
  page,
  browser,
}) => {
  const comune = conBianco()
  await accedi(page, comune, 'genitore')
  await apriPrenotazioni(page, comune)
  await accessibile(page)
  const giorno = await giornoModificabile(page)
  const data = await giorno.getAttribute('data-giorno')

  const cuoca = await cucina(browser, comune, data)
  const altra = await cucina(browser, senzaBianco(), data)
  const prima = {
    base: await numero(cuoca, 'base'),
    assenti: await numero(cuoca, 'assenti'),
    bianco: await numero(cuoca, 'bianco'),
  }
  // The page shows its frame before its counts: what is to stay is the counts.
  await expect(altra.locator('[data-totale="base"]')).toBeVisible()
  const primaAltra = await altra.locator('main').innerText()

  await scegli(page, giorno, 'ASSENZA')
  await expect(page.getByRole('status').filter({ hasText: 'Salvato' })).toContainText('Assenza')
  await expect(giorno).toContainText('Assente')
  await expect(giorno).toHaveCSS('background-color', ROSSO)
  await expect(cuoca.locator('[data-totale="assenti"]')).toHaveText(String(prima.assenti + 1))
  await expect(cuoca.locator('[data-totale="base"]')).toHaveText(String(prima.base - 1))
  await accessibile(page)
  await accessibile(cuoca)

  await scegli(page, giorno, 'PASTO_BIANCO')
  await expect(giorno).toContainText('Bianco')
  await expect(giorno).toHaveCSS('background-color', GIALLO)
  await expect(cuoca.locator('[data-totale="bianco"]')).toHaveText(String(prima.bianco + 1))
  await expect(cuoca.locator('[data-totale="assenti"]')).toHaveText(String(prima.assenti))

  await scegli(page, giorno, 'PASTO_BASE')
  await expect(giorno).toContainText('Presente')
  await expect(giorno).toHaveCSS('background-color', VERDE)
  await expect(cuoca.locator('[data-totale="base"]')).toHaveText(String(prima.base))

  expect(await cuoca.evaluate(() => window.stessaPagina), 'la pagina della cucina non è stata ricaricata').toBe(true)
  expect(await altra.locator('main').innerText(), 'la cucina di un altro comune').toBe(primaAltra)
  await cuoca.context().close()
  await altra.context().close()
})

test('the choices of a day stay under the finger while its menu arrives', async ({ page }) => {
  const comune = conBianco()
  await accedi(page, comune, 'genitore')
  await apriPrenotazioni(page, comune)
  const giorno = await giornoModificabile(page)
  let servi
  const servito = new Promise((fatto) => (servi = fatto))
  await page.route('**/graphql', async (route) => {
    if (route.request().postData()?.includes('query Menu(')) await servito
    await route.continue()
  })
  const finestra = await apriGiorno(page, giorno)
  const scelte = finestra.getByRole('list', { name: 'Scelte del giorno' })
  const prima = await scelte.boundingBox()
  servi()
  await expect(finestra.getByRole('region', { name: 'Menu del giorno' })).toBeVisible()
  expect(await scelte.boundingBox()).toEqual(prima)
})

test('the pasto bianco is not offered where the comune does not allow it', async ({ page }) => {
  const comune = senzaBianco()
  await accedi(page, comune, 'genitore')
  await apriPrenotazioni(page, comune)
  const finestra = await apriGiorno(page, await giornoModificabile(page))
  await expect(finestra.locator('[data-scelta="ASSENZA"]')).toBeVisible()
  await expect(finestra.locator('[data-scelta="PASTO_BIANCO"]')).toHaveCount(0)
  await accessibile(page)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('list', { name: 'Legenda' })).not.toContainText('bianco')
})

test('after the cut-off the choices are closed, with the reason, also for who insists', async ({ page }) => {
  const comune = conBianco()
  await accedi(page, comune, 'genitore')
  await apriPrenotazioni(page, comune)
  const passato = page.locator('.day-locked:not([data-scelta="CHIUSO"])')
  for (let mese = 0; mese < 3 && (await passato.count()) === 0; mese++) {
    await page.getByRole('button', { name: /^Mese precedente/ }).click()
    await expect(page.locator('.day').first()).toBeVisible()
  }
  const giorno = page.locator(`[data-giorno="${await passato.last().getAttribute('data-giorno')}"]`)
  const prima = await giorno.getAttribute('data-scelta')
  const finestra = await apriGiorno(page, giorno)
  const perche = finestra.locator('.why-not').first()
  await expect(perche).not.toBeEmpty()
  const assenza = finestra.locator('[data-scelta="ASSENZA"]')
  await expect(assenza).toHaveAttribute('aria-disabled', 'true')
  await accessibile(page)

  const rifiuto = await page.evaluate(async ([iscrizione, quando]) => {
    const risposta = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-campanella': '1' },
      body: JSON.stringify({
        query: 'mutation ($i: ID!, $g: Giorno!) { prenota(iscrizione: $i, giorno: $g, scelta: ASSENZA) { versione } }',
        variables: { i: iscrizione, g: quando },
      }),
    })
    return (await risposta.json()).errors?.[0]
  }, [new URL(page.url()).pathname.split('/').at(-1), await giorno.getAttribute('data-giorno')])
  expect(rifiuto?.message, 'il rifiuto dice perché').toBeTruthy()
  expect(rifiuto.extensions.code).not.toBe('ERRORE_INTERNO')

  await page.reload()
  await expect(giorno).toHaveAttribute('data-scelta', prima)
})
