// What a test prepares or asks beside the page, as the person who is logged in there.

/** Asks the API of the offices, or that of the families, and fails with its words when it refuses. */
export async function chiedi(page, query, variables = {}, api = '/graphql/ufficio') {
  const risposta = await page.evaluate(
    async ({ api, ...corpo }) => {
      const headers = { 'content-type': 'application/json', 'x-campanella': '1' }
      return (await fetch(api, { method: 'POST', headers, body: JSON.stringify(corpo) })).json()
    },
    { query, variables, api },
  )
  if (risposta.errors) throw new Error(risposta.errors[0].message)
  return risposta.data
}
