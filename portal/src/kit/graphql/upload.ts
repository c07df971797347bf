import { fromProblem, RequestError, unreachable, type Problem } from './requestError'

/** Codes with which an interface answers what the page asked for: also a refusal that it explains. */
export type Answers = readonly number[]

/**
 * Sends a file to a REST address and reads the answer. `answers` are the codes whose body is the
 * answer; any other is an error, as the platform writes them.
 */
export async function upload<R>(path: string, file: File, answers: Answers, onUnauthenticated: () => void): Promise<R> {
  const body = new FormData()
  body.append('file', file)
  const response = await send(path, body)
  if (response.status === 401) onUnauthenticated()
  if (answers.includes(response.status)) return (await response.json()) as R
  throw await problem(response)
}

async function send(path: string, body: FormData): Promise<Response> {
  try {
    // A page of another site cannot send this header: it is the guard against forged requests.
    return await fetch(path, { method: 'POST', credentials: 'same-origin', headers: { 'x-campanella': '1' }, body })
  } catch {
    throw unreachable()
  }
}

async function problem(response: Response): Promise<RequestError> {
  try {
    return fromProblem((await response.json()) as Problem)
  } catch {
    return new RequestError('ERRORE_INTERNO', `Il servizio ha risposto in modo inatteso (codice ${response.status}).`)
  }
}
