/** How a service is paid, as both APIs say it. */
interface Conto {
  readonly servizio: string
  readonly modo: 'PREPAGATO' | 'POSTPAGATO'
  readonly conto: 'FAMIGLIA' | 'SERVIZIO'
}

/** Whether two services draw on one account of a family. */
export function condividono(a: Conto, b: Conto): boolean {
  return a.servizio === b.servizio || (comune(a) && comune(b))
}

function comune({ modo, conto }: Conto): boolean {
  return modo === 'PREPAGATO' && conto === 'FAMIGLIA'
}

/**
 * Where credit can go: the prepaid services among `conti`, but for those of the account that it
 * leaves when that is of the same family.
 */
export function destinazioni<C extends Conto>(conti: readonly C[], da: Conto | null): readonly C[] {
  return conti.filter((c) => c.modo === 'PREPAGATO' && !(da && condividono(c, da)))
}
