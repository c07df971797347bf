import type { Servizio } from '../../gql/graphql'
import { bozzaDi, bozzaNuova, oggetto, type Bozza } from '../parametri/bozza'
import type { Campo } from '../parametri/campo'

/** The draft of a case, of the service whose regulation is tried. */
export function bozzaDelServizio(campo: Campo, servizio: Servizio): Bozza {
  const nuova = oggetto(bozzaNuova(campo))
  const { contesto } = oggetto(bozzaDi(campo, { contesto: { servizio: servizio.toLowerCase() } }) ?? {})
  return { ...nuova, contesto: { ...oggetto(nuova.contesto), ...oggetto(contesto) } }
}
