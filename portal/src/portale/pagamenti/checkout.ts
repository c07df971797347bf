import { api } from '../api'
import type { AvvisoFragment } from '../gql/graphql'
import { PAGA_ONLINE } from './avvisi'

/** Where the notices that are being paid are remembered until the browser comes back. */
const CHIAVE = 'campanella.pagamento'

/** Checkout takes so many notices at once. */
export const AVVISI_INSIEME = 5

/** Leaves for the page of pagoPA on which these notices are paid. */
export async function vaiAPagare(avvisi: readonly AvvisoFragment[]): Promise<void> {
  const ids = avvisi.map(({ id }) => id)
  const { pagaOnline } = await api.execute(PAGA_ONLINE, { avvisi: ids })
  sessionStorage.setItem(CHIAVE, JSON.stringify(ids))
  window.location.assign(pagaOnline)
}

/** The notices for which this browser went to Checkout. */
export function inPagamento(): readonly string[] {
  const ids: unknown = JSON.parse(sessionStorage.getItem(CHIAVE) ?? '[]')
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : []
}
