/** One wrong value within a larger one, and where: a JSON Pointer, "/tabelle/0/nome". */
export interface WrongValue {
  readonly path: string
  readonly message: string
}

/** What the server refused, or that it could not be reached. Its message is Italian and meant to be read. */
export class RequestError extends Error {
  readonly code: string
  /** The field of the form that the error is about. */
  readonly field: string | null
  /** What to tell the helpdesk about an internal error. */
  readonly correlation: string | null
  /** Each of the values that it refused, where it tells them one by one. */
  readonly wrongValues: readonly WrongValue[]

  constructor(
    code: string,
    message: string,
    field: string | null = null,
    correlation: string | null = null,
    wrongValues: readonly WrongValue[] = [],
  ) {
    super(message)
    this.name = 'RequestError'
    this.code = code
    this.field = field
    this.correlation = correlation
    this.wrongValues = wrongValues
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
    wrongValues(extensions.errori),
  )
}

function wrongValues(errori: unknown): readonly WrongValue[] {
  if (!Array.isArray(errori)) return []
  return errori.flatMap((errore: unknown) => {
    const { percorso, messaggio } = (errore ?? {}) as { percorso?: unknown; messaggio?: unknown }
    const read = typeof percorso === 'string' && typeof messaggio === 'string'
    return read ? [{ path: percorso, message: messaggio }] : []
  })
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
