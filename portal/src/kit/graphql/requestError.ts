/** What the server refused, or that it could not be reached. Its message is Italian and meant to be read. */
export class RequestError extends Error {
  readonly code: string
  /** The field of the form that the error is about. */
  readonly field: string | null
  /** What to tell the helpdesk about an internal error. */
  readonly correlation: string | null

  constructor(code: string, message: string, field: string | null = null, correlation: string | null = null) {
    super(message)
    this.name = 'RequestError'
    this.code = code
    this.field = field
    this.correlation = correlation
  }
}

/** An error as GraphQL writes it. */
export interface GraphqlError {
  readonly message: string
  readonly extensions?: Readonly<Record<string, unknown>> | undefined
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

export function fromGraphqlError(error: GraphqlError): RequestError {
  const extensions = error.extensions ?? {}
  return new RequestError(
    text(extensions.code) ?? 'ERRORE_INTERNO',
    error.message,
    text(extensions.campo),
    text(extensions.correlazione),
  )
}

/** An error as the REST interface writes it. */
export interface Problem {
  readonly code?: unknown
  readonly message?: unknown
  readonly campo?: unknown
  readonly correlazione?: unknown
}

export function fromProblem({ code, message, campo, correlazione }: Problem): RequestError {
  return new RequestError(
    text(code) ?? 'ERRORE_INTERNO',
    text(message) ?? 'Il servizio ha risposto in modo inatteso.',
    text(campo),
    text(correlazione),
  )
}

/** Code of a request that got no answer. */
export const UNREACHABLE = 'SENZA_RETE'

export function unreachable(): RequestError {
  return new RequestError(
    UNREACHABLE,
    'Il servizio non è raggiungibile. Controlla la connessione a internet e riprova.',
  )
}

/** Whatever was thrown, as an error that can be shown. */
export function asRequestError(cause: unknown): RequestError {
  if (cause instanceof RequestError) return cause
  console.error(cause)
  return new RequestError('ERRORE_PAGINA', 'La pagina ha incontrato un errore. Ricaricala e riprova.')
}
