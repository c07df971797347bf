import { Link, useParams } from 'react-router'
import { DataList } from '../../kit/elements/DataList'
import { Loaded } from '../../kit/elements/Loaded'
import { Notice } from '../../kit/elements/Notice'
import { Panel } from '../../kit/elements/Panel'
import { useQuery } from '../../kit/graphql/useQuery'
import { Page } from '../../kit/page/Page'
import { scriviIstante } from '../../kit/tempo/istante'
import { api } from '../api'
import { puoPreparareRegolamenti } from '../permessi'
import { useIo } from '../sessione'
import type { Json } from './parametri/schema'
import { ParametriLetti } from './ParametriLetti'
import { indirizzoPrepara } from './prepara/indirizzo'
import { nomeAmbito, nomeRegola, REGOLAMENTI, scriviPeriodo } from './regolamenti'
import { quando } from './Storia'

/** A regulation that is, was or will be in force. */
export function SchedaAttivazione() {
  const { id } = useParams()
  const prepara = puoPreparareRegolamenti(useIo())
  const query = useQuery(api, REGOLAMENTI, {})
  const attivazione = query.data?.attivazioni.find((una) => una.id === id)
  return (
    <Page
      title={attivazione ? nomeAmbito(attivazione) : 'Regolamento'}
      crumbs={[{ label: 'Regolamenti', to: '/regolamenti' }]}
    >
      <Loaded query={query} lines={10}>
        {({ regoleDisponibili }) =>
          attivazione ? (
            <>
              <Panel title="In vigore">
                <DataList
                  rows={[
                    ['Periodo', `${scriviPeriodo(attivazione)} (${quando(attivazione)})`],
                    ['Regolamento', nomeRegola(regoleDisponibili, attivazione.digest)],
                    ['Atto', attivazione.atto],
                    ['Approvato da', attivazione.approvataDa],
                    ['Approvato il', scriviIstante(attivazione.creataIl)],
                  ]}
                />
                {prepara && (
                  <Link
                    className="btn btn-outline-primary btn-sm"
                    to={indirizzoPrepara({ ...attivazione, da: attivazione.id })}
                  >
                    Prepara una modifica
                  </Link>
                )}
              </Panel>
              <Panel title="Parametri">
                <ParametriLetti
                  regola={regoleDisponibili.find(({ digest }) => digest === attivazione.digest)}
                  parametri={attivazione.parametri as Json}
                />
              </Panel>
            </>
          ) : (
            <Notice tone="warning">Questo regolamento non esiste.</Notice>
          )
        }
      </Loaded>
    </Page>
  )
}
