// An administrator changes a tariff, knowing beforehand what it does; a second person approves it.
import { expect, test } from '@playwright/test'
import { chiedi } from './api.mjs'
import { accessibile } from './axe.mjs'
import { accedi, comuneGrande, conBianco, indirizzo, senzaBianco } from './persone.mjs'
import {
  apriRegolamenti,
  continua,
  fascia,
  modificaTariffa,
  pacchettoConUnCasoSbagliato,
  pacchettoDelComune,
  secondoAmministratore,
} from './regolamenti.mjs'

test.describe.configure({ timeout: 600_000 })
test.use({ actionTimeout: 30_000 })

const avviso = (page) => page.getByRole('alert')
const PREZZO = /^Prezzo del primo figlio/

test('a tariff is changed from a day on: refused, tried, simulated, approved by another person', async ({
  page,
  browser,
}) => {
  const comune = senzaBianco()
  await apriRegolamenti(page, comune)
  await accessibile(page)
  await chiedi(page, 'mutation { impostaApprovazioneADue(duePersone: true) }')
  const toglilo = await secondoAmministratore(page, comune, 'redattore')
  await page.reload()
  await expect(page.getByText('serve una seconda persona')).toBeVisible()
  await modificaTariffa(page)
  await accessibile(page)

  // What is not a price is refused beside its field; the summary leads there, with the keyboard too.
  const prezzo = fascia(page, 1, PREZZO)
  const prima = await prezzo.inputValue()
  // Neither the price of today nor the one that another run of this test decided.
  const dopo = prima === '1,205' ? '1,305' : '1,205'
  await prezzo.fill('un euro')
  await continua(page).press('Enter')
  await expect(avviso(page)).toBeFocused()
  await expect(avviso(page)).toContainText('C’è un dato da correggere')
  await accessibile(page)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(prezzo).toBeFocused()
  await expect(prezzo).toHaveAttribute('aria-invalid', 'true')
  await expect(page.locator('.field-error')).toContainText('con la virgola per i decimali')
  await prezzo.fill(dopo)
  await expect(page.locator('.field-error')).toHaveCount(0)

  // Bands that contradict each other are refused by the regulation itself.
  const limite = fascia(page, 1, /^ISEE fino a/)
  const limitePrima = await limite.inputValue()
  await limite.fill('900.000')
  await continua(page).click()
  await expect(page.getByRole('heading', { name: 'Prova', exact: true })).toBeFocused()
  await page.getByRole('button', { name: 'Simula', exact: true }).click()
  await expect(avviso(page)).toContainText('900.000,00 €')
  await accessibile(page)
  await page.getByRole('button', { name: 'Torna ai parametri' }).click()
  await limite.fill(limitePrima)
  await continua(page).click()

  await provaSuUnBambino(page)
  await simula(page)
  await accessibile(page)

  await page.getByRole('button', { name: 'Continua: entrata in vigore' }).click()
  await expect(page.locator('[data-differenze="1"]')).toContainText(`${dopo} €`)
  const primoGiorno = /il (\d\d\/\d\d\/\d{4})\./.exec(await page.getByText('Il primo giorno possibile').innerText())[1]
  const atto = `delibera di prova in vigore dal ${primoGiorno}`
  await page.getByLabel(/^In vigore dal/).fill(primoGiorno)
  await page.getByLabel(/^Atto/).fill(atto)
  await accessibile(page)
  await page.getByRole('button', { name: 'Proponi il regolamento' }).click()

  // Who proposes does not approve.
  await expect(page.getByRole('heading', { name: 'La proposta' })).toBeVisible()
  await expect(page.getByText('in attesa di approvazione')).toBeVisible()
  await accessibile(page)
  await page.getByRole('button', { name: 'Approva e metti in vigore' }).click()
  await expect(avviso(page)).toContainText('chi propone un regolamento non può approvarlo')

  const altra = await (await browser.newContext()).newPage()
  await accedi(altra, comune, 'redattore', 'uffici')
  await altra.goto(page.url())
  await expect(altra.locator('[data-differenze="1"]')).toContainText(`${dopo} €`)
  await altra.getByRole('button', { name: 'Approva e metti in vigore' }).click()
  await expect(altra.getByText('approvata', { exact: true })).toBeVisible()
  await altra.context().close()

  await page.goto(indirizzo(comune, 'regolamenti', 'uffici'))
  const riga = page.getByRole('row').filter({ hasText: atto })
  await expect(riga).toContainText(`dal ${primoGiorno}`)
  await expect(riga).toContainText('futuro')
  await accessibile(page)
  await chiedi(page, 'mutation { impostaApprovazioneADue(duePersone: false) }')
  await toglilo()
})

/** What a child pays and would pay, each with its reasons. */
async function provaSuUnBambino(page) {
  await scegliUnBambino(page)
  await page.getByRole('button', { name: 'Calcola' }).click()
  for (const esito of esiti(page)) {
    await expect(esito.getByText('Prezzo', { exact: true })).toBeVisible()
    await expect(esito.getByRole('listitem').first()).toBeVisible()
  }
}

/** Chooses a child, and tells its place on the meal service. */
async function scegliUnBambino(page) {
  const { alunno } = await chiedi(
    page,
    `{ alunno(pagination: { offset: { limit: 1, offset: 0 } }) { nodes { nome cognome
         iscrizione(filters: { servizio: { eq: "refezione" } }, orderBy: { anno: DESC }) { nodes { id } } } } }`,
  )
  const [{ nome, cognome, iscrizione }] = alunno.nodes
  await page.getByLabel(/^Cognome/).fill(cognome.toLowerCase())
  await page.getByLabel(/^Cognome/).press('Enter')
  await page.getByRole('button', { name: `${cognome} ${nome}` }).first().click()
  return iscrizione.nodes[0].id
}

/** The last day of service of a child, as people write it. */
async function ultimoPasto(page, iscrizione) {
  const { pastiIscritto } = await chiedi(
    page,
    'query ($i: ID!) { pastiIscritto(iscrizione: $i, first: 1) { edges { node { giorno } } } }',
    { i: iscrizione },
  )
  return pastiIscritto.edges[0].node.giorno.split('-').reverse().join('/')
}

/** What the regulation in force answers, and the one that is being prepared. */
const esiti = (page) =>
  ['Regolamento in vigore', 'Regolamento in preparazione'].map((name) => page.getByRole('region', { name }))

/** Runs to its end, and shows who pays what. */
async function simula(page) {
  await page.getByRole('button', { name: 'Simula', exact: true }).click()
  await expect(page.getByText('La simulazione è finita.')).toBeVisible({ timeout: 120_000 })
  await expect(page.locator('[data-differenza]')).not.toHaveAttribute('data-differenza', '0')
  await expect(page.getByRole('img', { name: /per fascia di ISEE/ })).toBeVisible()
  await expect(page.getByRole('table', { name: /per i quali cambia di più/ })).not.toContainText('Iscrizione ')
  await page.getByText('I numeri in una tabella').first().click()
  await expect(page.getByRole('table', { name: 'Bambini e importi per fascia di ISEE' })).toBeVisible()
}

test('a simulation shows how far it is, and can be stopped', async ({ page }) => {
  const comune = comuneGrande()
  await apriRegolamenti(page, comune)
  await modificaTariffa(page)
  await continua(page).click()
  await page.getByLabel(/^Dal/).fill('01/09/2026')
  await page.getByRole('button', { name: 'Simula', exact: true }).click()
  await expect(page.getByRole('progressbar', { name: /Calcolati \d+ pasti su \d{4,}/ })).toBeVisible()
  await accessibile(page)
  await page.getByRole('button', { name: 'Annulla la simulazione' }).click()
  await expect(page.getByText('La simulazione è stata annullata.')).toBeVisible()
  await page.goto(indirizzo(comune, 'regolamenti/simulazioni', 'uffici'))
  await expect(page.locator('tbody tr').first()).toContainText('annullata')
  await accessibile(page)
})

test('every shipped regulation can be filled in', async ({ page }) => {
  const comune = senzaBianco()
  await apriRegolamenti(page, comune)
  for (const decisione of ['Prenotazioni', 'Ammissione e graduatorie', 'Ritardi nei pagamenti', 'Fermate e titoli di viaggio']) {
    await page.goto(indirizzo(comune, 'regolamenti/nuovo', 'uffici'))
    await page.getByLabel('Che cosa decide').selectOption({ label: decisione })
    await page.getByRole('button', { name: 'Continua' }).click()
    await expect(continua(page)).toBeVisible()
    // Every part that may be left out is added once: lists get a row, objects their fields.
    for (const nome of await page.getByRole('button', { name: /^Aggiungi/ }).allTextContents()) {
      await page.getByRole('button').getByText(nome, { exact: true }).first().click()
    }
    await accessibile(page)
    await continua(page).click()
    await expect(avviso(page).or(page.getByRole('heading', { name: 'Prova', exact: true }))).toBeVisible()
  }
})

test('a booking rule is tried on a child, at the moment at which the family asks', async ({ page }) => {
  const comune = senzaBianco()
  await apriRegolamenti(page, comune)
  await page.getByRole('link', { name: 'Prepara una modifica di Prenotazioni – Refezione scolastica' }).click()
  await page.getByLabel(/^Ora/).first().fill('07:15')
  await continua(page).click()
  await expect(page.getByRole('heading', { name: 'Prova', exact: true })).toBeFocused()
  const giorno = await ultimoPasto(page, await scegliUnBambino(page))
  await page.getByLabel(/^Pasto del giorno/).fill(giorno)
  await page.getByLabel(/^La famiglia lo chiede il/).fill(giorno)
  await page.getByLabel(/^Alle ore/).fill('sette')
  await page.getByRole('button', { name: 'Calcola' }).click()
  await expect(page.locator('.field-error')).toContainText('oo:mm')
  await page.getByLabel(/^Alle ore/).fill('7:16')
  await page.getByRole('button', { name: 'Calcola' }).click()
  const [adesso, nuovo] = esiti(page)
  await expect(nuovo).toContainText(`Assenza il ${giorno}`)
  await expect(nuovo).toContainText(`${giorno} alle 07:15`)
  await expect(nuovo.locator('dd').first()).not.toHaveText('Sì.')
  await expect(adesso.locator('dd').first()).toHaveText('Sì.')
  await accessibile(page)
})

test('a rule on late payments is tried on a case', async ({ page }) => {
  const comune = senzaBianco()
  await apriRegolamenti(page, comune)
  await page.goto(indirizzo(comune, 'regolamenti/nuovo', 'uffici'))
  await page.getByLabel('Che cosa decide').selectOption({ label: 'Ritardi nei pagamenti' })
  await page.getByRole('button', { name: 'Continua' }).click()
  await page.getByRole('button', { name: /^Aggiungi.*Penale per il ritardo/ }).click()
  await page.getByLabel(/^Quanto/).selectOption({ label: 'Una percentuale di quanto resta da pagare' })
  await page.getByLabel(/^Percentuale/).fill('5')
  await continua(page).click()
  await expect(page.getByRole('heading', { name: 'Prova su un caso' })).toBeVisible()
  await page.getByRole('button', { name: 'Calcola' }).click()
  await expect(avviso(page)).toBeFocused()
  await expect(avviso(page)).toContainText('Resta da pagare')
  await accessibile(page)
  await page.getByLabel(/^Giorno in cui si guarda/).fill('03/11/2026')
  await page.getByLabel(/^Resta da pagare/).fill('100')
  await page.getByLabel(/^Scadenza/).fill('04/10/2026')
  await page.getByRole('button', { name: 'Calcola' }).click()
  const [adesso, nuovo] = esiti(page)
  await expect(adesso).toContainText('Primo sollecito')
  // Before the one of the demonstration was in force there was none.
  await page.getByLabel(/^Giorno in cui si guarda/).fill('03/11/2020')
  await page.getByLabel(/^Scadenza/).fill('04/10/2020')
  await page.getByRole('button', { name: 'Calcola' }).click()
  await expect(adesso).toContainText('non è in vigore nessun regolamento')
  await expect(nuovo.locator('dd').first()).toHaveText('5,00 €')
  await expect(nuovo.getByRole('listitem').first()).toBeVisible()
  await accessibile(page)
  // Another case has not been asked yet.
  await page.getByLabel(/^Resta da pagare/).fill('200')
  await expect(nuovo).toHaveCount(0)
})

test('a component of the comune is examined, and refused with its reasons', async ({ page }) => {
  const comune = senzaBianco()
  await apriRegolamenti(page, comune)
  await page.getByRole('link', { name: 'Componenti' }).click()
  await accessibile(page)
  await page.getByLabel('Pacchetto').setInputFiles({
    name: 'tariffa.zip',
    mimeType: 'application/zip',
    buffer: await pacchettoConUnCasoSbagliato(),
  })
  await page.getByRole('button', { name: 'Carica ed esamina' }).click()
  const esito = page.getByRole('region', { name: 'Esito dell’esame' })
  await expect(esito).toBeVisible({ timeout: 120_000 })
  await expect(avviso(page)).toContainText('rifiutato')
  await expect(esito).toContainText('non vede né la rete, né i file, né l’orologio')
  await expect(esito.getByRole('table', { name: 'Quanto usa dei limiti' })).toContainText('byte')
  await expect(esito).toContainText('1 su 2 non riesce')
  await expect(esito.getByRole('listitem').first()).toContainText('un centesimo di troppo')
  await accessibile(page)
})

test('a component of the comune that passes its tests can be proposed', async ({ page }, { project }) => {
  // One version of a component has one content in a comune: each size has a comune of its own.
  const comune = project.name === 'telefono' ? senzaBianco() : conBianco()
  await apriRegolamenti(page, comune)
  await page.getByRole('link', { name: 'Componenti' }).click()
  await page.getByLabel('Pacchetto').setInputFiles({
    name: 'tariffa.zip',
    mimeType: 'application/zip',
    buffer: await pacchettoDelComune(`comune ${project.name}`),
  })
  await page.getByRole('button', { name: 'Carica ed esamina' }).click()
  const esito = page.getByRole('region', { name: 'Esito dell’esame' })
  await expect(esito).toBeVisible({ timeout: 120_000 })
  await expect(esito).toContainText('Il pacchetto è accettato')
  await accessibile(page)
  const digest = await esito.locator('code.digest').first().innerText()
  const riga = page.getByRole('table', { name: 'Componenti disponibili' }).getByRole('row').filter({ hasText: digest.slice(0, 16) })
  await expect(riga).toContainText('con 1 casi di prova riusciti')

  const dati = {
    estensione: 'TARIFFA',
    servizio: 'TRASPORTO',
    digest,
    parametri: { tabelle: [{ metodo: { tipo: 'unico', nome: 'Unica', prezzi: [12000] } }] },
    dal: '2031-09-01',
    atto: `prova ${project.name}`,
  }
  const { proponiRegola: proposta } = await chiedi(page, 'mutation ($dati: AttivaRegolaInput!) { proponiRegola(dati: $dati) }', { dati })
  await page.goto(indirizzo(comune, `regolamenti/proposte/${proposta}`, 'uffici'))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Proposta: Tariffe/)
  await expect(page.locator('dl').first()).toContainText('Tariffa in base all\'ISEE')
  await page.getByRole('button', { name: 'Respingi o ritira' }).click()
  await page.getByRole('dialog').getByLabel(/^Motivo/).fill('Era una prova')
  await page.getByRole('dialog').getByRole('button', { name: 'Respingi' }).click()
  await expect(page.locator('dl').first()).toContainText('Era una prova')
})

test('who only approves sees what is to be approved, and prepares nothing', async ({ page, browser }, { project }) => {
  const comune = senzaBianco()
  await apriRegolamenti(page, comune)
  const ruolo = `assessore_${project.name}`
  const permessi = ['regolamenti:leggi', 'approvazione_regolamenti:gestisci']
  await chiedi(
    page,
    'mutation ($nome: String!, $permessi: [String!]!) { creaRuolo(nome: $nome, descrizione: "Approva", permessi: $permessi) { nome } }',
    { nome: ruolo, permessi },
  )
  const { utente } = comune.persone.find((p) => p.ruolo === 'cuoco')
  const trovate = await chiedi(page, 'query ($cerca: String!) { persone(cerca: $cerca) { edges { node { id } } } }', { cerca: utente })
  const persona = trovate.persone.edges[0].node.id
  await chiedi(page, 'mutation ($p: ID!, $r: String!) { assegnaRuolo(persona: $p, ruolo: $r) }', { p: persona, r: ruolo })
  const altra = await (await browser.newContext()).newPage()
  await accedi(altra, comune, 'cuoco', 'uffici')
  await altra.goto(indirizzo(comune, 'regolamenti', 'uffici'))
  await expect(altra.getByRole('heading', { name: 'Chi approva' })).toBeVisible()
  await expect(altra.getByRole('link', { name: /^Prepara/ })).toHaveCount(0)
  await accessibile(altra)
  await altra.getByRole('link', { name: /^Vedi i parametri/ }).first().click()
  await expect(altra.getByRole('heading', { name: 'Parametri' })).toBeVisible()
  await altra.goto(indirizzo(comune, 'regolamenti/nuovo', 'uffici'))
  await expect(altra.getByRole('heading', { level: 1 })).toHaveText('Pagina non trovata')
  await altra.context().close()
  await chiedi(page, 'mutation ($p: ID!, $r: String!) { togliRuolo(persona: $p, ruolo: $r) }', { p: persona, r: ruolo })
})

test('the decision behind the price of a meal is taken again', async ({ page }) => {
  const comune = senzaBianco()
  await apriRegolamenti(page, comune)
  await page.getByRole('link', { name: 'Ripeti una decisione' }).click()
  await page.getByLabel(/^Cognome/).fill('be')
  await page.getByRole('button', { name: 'Cerca' }).click()
  await page.getByRole('list', { name: 'Bambini trovati' }).getByRole('button').first().click()
  const pasto = page.locator('details').first()
  await pasto.locator('summary').click()
  await expect(pasto.getByRole('heading', { name: 'Perché' })).toBeVisible()
  await accessibile(page)
  await pasto.getByRole('button', { name: 'Ripeti questa decisione' }).click()
  await expect(pasto.getByText('Il risultato è identico a quello di allora.')).toBeVisible({ timeout: 60_000 })
  await accessibile(page)
})

test('only who may has the page', async ({ page }) => {
  const comune = senzaBianco()
  await accedi(page, comune, 'cuoco', 'uffici')
  await expect(page.getByRole('link', { name: 'Regolamenti' })).toHaveCount(0)
  await page.goto(indirizzo(comune, 'regolamenti', 'uffici'))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Pagina non trovata')
})
