// Who the tests are and where they go.
import { expect } from '@playwright/test'

const dimostrazioni = JSON.parse(process.env.CAMPANELLA_E2E ?? '[]')

/** The demonstration of this worker: no test of another one changes it. */
const { comuni, password } = dimostrazioni[Number(process.env.TEST_PARALLEL_INDEX ?? 0)] ?? { comuni: [], password: '' }

function comuneCon(caratteristica) {
  const trovato = comuni.find(({ descrizione }) => caratteristica.test(descrizione))
  if (!trovato) throw new Error(`nessun comune della dimostrazione ha ${caratteristica}`)
  return trovato
}

/** The comune of middle size: linear tariff, pasto bianco allowed. */
export const conBianco = () => comuneCon(/pasto in bianco fino a 3/)

/** The small comune: bands, no pasto bianco. */
export const senzaBianco = () => comuneCon(/senza pasto in bianco/)

/** The large comune: so many meals that a simulation takes a while. */
export const comuneGrande = () => comuneCon(/^4000 bambini/)

/** Logs in as somebody of the comune, in the portal or in the offices: the first of that role, or another. */
export async function accedi(page, comune, ruolo, dove = 'famiglie', quale = 0) {
  const persona = comune.persone.filter((p) => p.ruolo === ruolo)[quale]
  if (!persona) throw new Error(`${comune.nome} non ha nessun ${ruolo}`)
  await page.goto(new URL('accedi', comune[dove]).href)
  await page.getByLabel('Codice fiscale o codice persona').fill(persona.utente)
  await page.getByRole('textbox', { name: /^Password/ }).fill(password)
  await page.getByRole('button', { name: 'Accedi', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Esci' })).toBeVisible()
}

/** The pages of the portal, below the address of the comune. */
export const indirizzo = (comune, percorso, dove = 'famiglie') => new URL(percorso, comune[dove]).href
