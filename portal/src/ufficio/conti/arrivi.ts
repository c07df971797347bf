import type { Servizio, StatoServizioFragment } from '../gql/graphql'

type Conto = Pick<StatoServizioFragment, 'servizio' | 'modo' | 'conto'>

/** The prepaid services of a family that credit can go to; `da` is the account that it leaves, when
 * it is of the same family: neither it nor a service that draws on it too. */
export function arriviPossibili(conti: readonly Conto[], da: Conto | null): readonly Servizio[] {
  const condiviso = (c: Conto) => c.modo === 'PREPAGATO' && c.conto === 'FAMIGLIA'
  const loStesso = (c: Conto) => da !== null && (c.servizio === da.servizio || (condiviso(c) && condiviso(da)))
  return conti.filter((c) => c.modo === 'PREPAGATO' && !loStesso(c)).map(({ servizio }) => servizio)
}
