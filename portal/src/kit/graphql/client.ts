import { regolaOrologio } from '../tempo/orologio'
import { fromGraphqlError, RequestError, unreachable, type GraphqlError } from './requestError'

/** An operation that the generator has typed: its text, with the types of its answer and variables. */
export interface Operation<Result, Variables> {
  toString(): string
  readonly __apiType?: ((variables: Variables) => Result) | undefined
}

interface Envelope<Result> {
  readonly data?: Result | null
  readonly errors?: readonly GraphqlError[]
}

/** One of the two GraphQL APIs, spoken to over HTTP. */
export interface Client {
  execute<R, V>(operation: Operation<R, V>, variables: V, signal?: AbortSignal): Promise<R>
}

/**
 * A client of the API at this path. `onUnauthenticated` hears that the session has ended, from
 * whichever request found out.
 */
export function createGraphqlClient(path: string, onUnauthenticated: () => void): Client {
  return {
    async execute<R, V>(operation: Operation<R, V>, variables: V, signal?: AbortSignal): Promise<R> {
      const response = await post(path, { query: operation.toString(), variables }, signal)
      const envelope = await read<R>(response)
      const first = envelope.errors?.[0]
      if (first) {
        const error = fromGraphqlError(first)
        if (error.code === 'NON_AUTENTICATO') onUnauthenticated()
        throw error
      }
      if (envelope.data == null) throw new RequestError('ERRORE_INTERNO', 'Il servizio ha dato una risposta vuota.')
      return envelope.data
    },
  }
}

async function post(path: string, body: unknown, signal: AbortSignal | undefined): Promise<Response> {
  try {
    return await fetch(path, {
      method: 'POST',
      credentials: 'same-origin',
      // A page of another site cannot send this header: it is the guard against forged requests.
      headers: { 'content-type': 'application/json', accept: 'application/json', 'x-campanella': '1' },
      body: JSON.stringify(body),
      ...(signal ? { signal } : {}),
    })
  } catch (cause) {
    if (signal?.aborted) throw cause
    throw unreachable()
  }
}

async function read<R>(response: Response): Promise<Envelope<R>> {
  regolaOrologio(response.headers.get('date'))
  try {
    return (await response.json()) as Envelope<R>
  } catch {
    // Not GraphQL: the platform itself answered (unknown host, suspended comune, a proxy).
    if (response.status === 503) {
      throw new RequestError('NON_DISPONIBILE', 'Il servizio non è al momento disponibile. Riprova più tardi.')
    }
    throw new RequestError('ERRORE_INTERNO', `Il servizio ha risposto in modo inatteso (codice ${response.status}).`)
  }
}
