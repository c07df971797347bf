import { createGraphqlClient } from '../kit/graphql/client'
import { createLive } from '../kit/graphql/live'
import { SessionEnd } from '../kit/session/sessionEnd'

export const sessionEnd = new SessionEnd()

/** The API of the families. */
export const api = createGraphqlClient('/graphql', () => sessionEnd.happened())

export const live = createLive('/graphql/ws')
