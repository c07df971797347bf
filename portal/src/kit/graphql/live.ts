import { createClient, type Client as ClientWs } from 'graphql-ws'
import type { Operation } from './client'

/** Whether what a live page shows is what the server knows now. */
export type LiveState = 'connecting' | 'live' | 'reconnecting'

export interface Listener<R> {
  onData(data: R): void
  onState(state: LiveState): void
  /** The line is up, for the first time or again: what happened meanwhile must be asked for. */
  onConnected(): void
}

/** Listens to a subscription until the returned function is called. */
export interface Live {
  listen<R, V>(operation: Operation<R, V>, variables: V, listener: Listener<R>): () => void
}

const MAX_WAIT_MS = 15_000
const PING_EVERY_MS = 10_000
const PONG_WITHIN_MS = 5_000

/** Waits a little longer after every failure, never the same as the other tablets of the school. */
function backOff(attempts: number): Promise<void> {
  const base = Math.min(MAX_WAIT_MS, 500 * 2 ** attempts)
  return new Promise((done) => setTimeout(done, base / 2 + Math.random() * (base / 2)))
}

function webSocketUrl(path: string): string {
  const { protocol, host } = window.location
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}${path}`
}

/** The live line of an API: one WebSocket (graphql-transport-ws), opened at the first listener. */
export function createLive(path: string): Live {
  const line = createClient({
    url: webSocketUrl(path),
    lazy: true,
    keepAlive: PING_EVERY_MS,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: backOff,
  })
  const isUp = watch(line)

  return {
    listen(operation, variables, listener) {
      if (isUp()) listener.onState('live')
      const stop = [
        line.on('connected', () => {
          listener.onState('live')
          listener.onConnected()
        }),
        line.on('closed', () => listener.onState('reconnecting')),
        subscribe(line, operation, variables, listener),
      ]
      return () => stop.forEach((f) => f())
    },
  }
}

/**
 * Keeps whether the line is up, and ends a line on which a ping stays without answer: a phone that
 * has lost its network would otherwise look connected for minutes.
 */
function watch(line: ClientWs): () => boolean {
  let socket: WebSocket | null = null
  let unanswered: ReturnType<typeof setTimeout> | undefined
  line.on('connected', (opened) => (socket = opened as WebSocket))
  line.on('closed', () => {
    clearTimeout(unanswered)
    socket = null
  })
  line.on('ping', (received) => {
    if (!received) unanswered = setTimeout(() => socket?.close(4408, 'nessuna risposta'), PONG_WITHIN_MS)
  })
  line.on('pong', (received) => {
    if (received) clearTimeout(unanswered)
  })
  return () => socket !== null
}

/** Subscribes, and again when the server ends the stream by itself (a restart, a deploy). */
function subscribe<R, V>(
  line: ClientWs,
  operation: Operation<R, V>,
  variables: V,
  listener: Listener<R>,
): () => void {
  let ended = false
  let attempts = 0
  let close = () => {}
  const retry = async () => {
    if (ended) return
    listener.onState('reconnecting')
    await backOff(attempts++)
    if (ended) return
    start()
    listener.onConnected()
  }
  const start = () => {
    close = line.subscribe<R>(
      { query: operation.toString(), variables: variables as Record<string, unknown> },
      {
        next: ({ data }) => {
          attempts = 0
          listener.onState('live')
          if (data) listener.onData(data)
        },
        error: () => void retry(),
        complete: () => void retry(),
      },
    )
  }
  start()
  return () => {
    ended = true
    close()
  }
}
