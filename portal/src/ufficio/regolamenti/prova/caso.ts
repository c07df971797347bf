import type { Servizio } from '../../gql/graphql'
import type { Campo, CampoOggetto } from '../parametri/campo'
import { eOggetto, type Json } from '../parametri/schema'

/** Where a case says its service: the office chose it with the regulation that it tries. */
const CONTESTO = 'contesto'
const SERVIZIO = 'servizio'

/** The field of a case without its service, which is not to be chosen again. */
export function campoSenzaServizio(campo: Campo): Campo {
  return campo.genere === 'oggetto' ? conVoce(campo, CONTESTO, (c) => (c.genere === 'oggetto' ? senza(c, SERVIZIO) : c)) : campo
}

/** A case that was described in such a field, of `servizio`. */
export function casoDelServizio(caso: Json, servizio: Servizio): Json {
  if (!eOggetto(caso)) return caso
  const contesto = eOggetto(caso[CONTESTO]) ? caso[CONTESTO] : {}
  return { ...caso, [CONTESTO]: { ...contesto, [SERVIZIO]: servizio.toLowerCase() } }
}

function senza(campo: CampoOggetto, nome: string): CampoOggetto {
  return { ...campo, voci: campo.voci.filter((voce) => voce.nome !== nome) }
}

function conVoce(campo: CampoOggetto, nome: string, cambia: (campo: Campo) => Campo): CampoOggetto {
  const voci = campo.voci.map((voce) => (voce.nome === nome ? { ...voce, campo: cambia(voce.campo) } : voce))
  return { ...campo, voci }
}
