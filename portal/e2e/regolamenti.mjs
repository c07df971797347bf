// The page of the regulations, as an administrator uses it.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { chiedi } from './api.mjs'
import { accedi, indirizzo } from './persone.mjs'
import { zip } from './zip.mjs'

/** A debug build compiles every shipped component at the first visit. */
const PRIMA_VISITA_MS = 480_000

/** Logs in and opens the page. */
export async function apriRegolamenti(page, comune, ruolo = 'amministratore') {
  await accedi(page, comune, ruolo, 'uffici')
  await page.goto(indirizzo(comune, 'regolamenti', 'uffici'))
  const storia = page.getByRole('heading', { name: 'Storia' })
  const riprova = page.getByRole('button', { name: 'Riprova' })
  // The compilation may outlast the time that a request is given, and goes on without it.
  await expect(async () => {
    await expect(storia.or(riprova)).toBeVisible({ timeout: PRIMA_VISITA_MS })
    if (await riprova.isVisible()) await riprova.click()
    await expect(storia).toBeVisible()
  }).toPass({ timeout: PRIMA_VISITA_MS })
}

/** Begins a change of the tariff of the meals, from the parameters in force or decided. */
export async function modificaTariffa(page) {
  await page.getByRole('link', { name: 'Prepara una modifica di Tariffe – Refezione scolastica' }).click()
  await expect(continua(page)).toBeVisible()
}

export const continua = (page) => page.getByRole('button', { name: 'Controlla e continua' })

/** A field of a band, from 1; of several fields the first. */
export const fascia = (page, quale, colonna) =>
  page.locator('.form-table').first().locator('tbody tr').nth(quale - 1).getByRole('textbox', { name: colonna }).first()

/** Makes a second person administrator, and tells how to undo it. */
export async function secondoAmministratore(page, comune, ruolo) {
  const { utente } = comune.persone.find((p) => p.ruolo === ruolo)
  const trovate = await chiedi(page, 'query ($cerca: String!) { persone(cerca: $cerca) { edges { node { id } } } }', { cerca: utente })
  const persona = trovate.persone.edges[0].node.id
  await chiedi(page, 'mutation ($p: ID!) { assegnaRuolo(persona: $p, ruolo: "amministratore") }', { p: persona })
  return () => chiedi(page, 'mutation ($p: ID!) { togliRuolo(persona: $p, ruolo: "amministratore") }', { p: persona })
}

const CASI = `
contesto: { servizio: refezione, giorno: 2026-10-05 }
parametri: { tabelle: [{ metodo: { tipo: unico, nome: Unica, prezzi: [45000] } }] }
base:
  plesso: CENTRO
  ordine: primaria
  residenza_bambino: nel_comune
  residenza_pagante: nel_comune
  minori_nel_nucleo: 1
  rango_fratelli: 1
casi:
  - { nome: giusto, atteso: { prezzo: 45000, fascia: Unica, passi: [TARIFFA_UNICA] } }
  - { nome: un centesimo di troppo, atteso: { prezzo: 45100, fascia: Unica, passi: [TARIFFA_UNICA] } }
`

/** A package whose author expects of one case what the component does not answer. */
export const pacchettoConUnCasoSbagliato = () => pacchetto(CASI)

/** A package of the comune's own: `nome` makes its component another than any other. */
export const pacchettoDelComune = (nome) => pacchetto(CASI.split('\n').filter((riga) => !riga.includes('di troppo')).join('\n'), nome)

async function pacchetto(casi, nome) {
  const regolamenti = join(import.meta.dirname, '../../plugins/regolamenti')
  const dichiarazione = await readFile(join(regolamenti, 'tariffa_isee/regola.toml'), 'utf8')
  const [, componente] = /^componente = "\.\.\/(.+)"$/m.exec(dichiarazione)
  const byte = await readFile(join(regolamenti, componente))
  return zip({
    'regola.toml': dichiarazione.replace(`../${componente}`, 'componente.wasm'),
    'componente.wasm': nome ? Buffer.concat([byte, sezione(nome)]) : byte,
    'casi/uno.yaml': casi,
  })
}

/** A custom section of WebAssembly, which says nothing to whoever runs the component. */
function sezione(nome) {
  const testo = Buffer.from(nome)
  return Buffer.concat([Buffer.from([0, testo.length + 1, testo.length]), testo])
}
