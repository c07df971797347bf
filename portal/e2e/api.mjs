// What a test prepares or asks beside the page, as the person who is logged in there.

/** Asks the API of the offices, and fails with its words when it refuses. */
export async function chiedi(page, query, variables = {}) {
  const risposta = await page.evaluate(
    async (corpo) => {
      const headers = { 'content-type': 'application/json', 'x-campanella': '1' }
      return (await fetch('/graphql/ufficio', { method: 'POST', headers, body: JSON.stringify(corpo) })).json()
    },
    { query, variables },
  )
  if (risposta.errors) throw new Error(risposta.errors[0].message)
  return risposta.data
}
