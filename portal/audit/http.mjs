// Requests as our pages send them, to a comune whose name only the server knows.
import { request } from 'node:http'

/** The headers that every request of ours carries, with the session's cookie if there is one. */
export function intestazioni({ host }, cookie) {
  return { host, 'x-campanella': '1', ...(cookie ? { cookie } : {}) }
}

/**
 * A `fetch` that adds them. That of Node would choose the `Host` header by itself.
 */
export function chiedi(sito, cookie) {
  return (url, { method = 'GET', headers = {}, body } = {}) =>
    new Promise((answered, failed) => {
      const sent = request(url, { method, headers: { ...headers, ...intestazioni(sito, cookie) } }, (message) => {
        const pieces = []
        message.on('data', (piece) => pieces.push(piece))
        message.on('error', failed)
        message.on('end', () => {
          const pairs = Object.entries(message.headersDistinct)
          const answer = new Headers(pairs.flatMap(([name, values]) => values.map((value) => [name, value])))
          answered(new Response(Buffer.concat(pieces), { status: message.statusCode, headers: answer }))
        })
      })
      sent.on('error', failed)
      sent.end(body)
    })
}
