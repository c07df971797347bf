import { useMemo } from 'react'
import { useParams } from 'react-router'
import { DataList } from '../../../kit/elements/DataList'
import { Loaded } from '../../../kit/elements/Loaded'
import { Notice } from '../../../kit/elements/Notice'
import { Panel } from '../../../kit/elements/Panel'
import { useQuery } from '../../../kit/graphql/useQuery'
import { Page } from '../../../kit/page/Page'
import { piuGiorni, scriviGiorno } from '../../../kit/tempo/giorno'
import { scriviIstante } from '../../../kit/tempo/istante'
import { api } from '../../api'
import type { PropostaFragment, RegolamentiQuery } from '../../gql/graphql'
import { puoApprovareRegolamenti, puoPreparareRegolamenti } from '../../permessi'
import { useIo } from '../../sessione'
import { Differenze } from '../Differenze'
import type { Json } from '../parametri/schema'
import { ParametriLetti } from '../ParametriLetti'
import { ProvaESimula } from '../prova/ProvaESimula'
import { campoDellaRegola, inVigore, nomeAmbito, nomeRegola, REGOLAMENTI } from '../regolamenti'
import { DecidiProposta } from './DecidiProposta'
import { scriviStato } from './Proposte'

/** A proposal: who made it, what it changes, what it does to families, and the decision. */
export function SchedaProposta() {
  const { id } = useParams()
  const query = useQuery(api, REGOLAMENTI, {})
  const proposta = query.data?.proposte.find((una) => una.id === id)
  return (
    <Page
      title={proposta ? `Proposta: ${nomeAmbito(proposta)}` : 'Proposta'}
      crumbs={[{ label: 'Regolamenti', to: '/regolamenti' }]}
    >
      <Loaded query={query} lines={10}>
        {(dati) =>
          proposta ? (
            <Scheda proposta={proposta} dati={dati} onDecisa={query.reload} />
          ) : (
            <Notice tone="warning">Questa proposta non esiste.</Notice>
          )
        }
      </Loaded>
    </Page>
  )
}

interface SchedaProps {
  readonly proposta: PropostaFragment
  readonly dati: RegolamentiQuery
  readonly onDecisa: () => Promise<void>
}

function Scheda({ proposta, dati, onDecisa }: SchedaProps) {
  const io = useIo()
  const { attivazioni, regoleDisponibili, approvazioneADue } = dati
  const regola = regoleDisponibili.find(({ digest }) => digest === proposta.digest)
  const campo = useMemo(() => regola && campoDellaRegola(regola), [regola])
  const parametri = proposta.parametri as Json
  const aspetta = proposta.stato === 'IN_ATTESA'
  // Beside what holds on the day before: what it would take the place of.
  const prima = inVigore(attivazioni, proposta, piuGiorni(proposta.dal, -1))
  return (
    <>
      <Panel title="La proposta">
        <DataList
          rows={[
            ['Stato', scriviStato(proposta.stato)],
            ['In vigore dal', scriviGiorno(proposta.dal)],
            ['Regolamento', nomeRegola(regoleDisponibili, proposta.digest)],
            ['Atto', proposta.atto],
            ['Proposta da', proposta.propostaDa],
            ['Proposta il', scriviIstante(proposta.propostaIl)],
            ...(proposta.decisaDa == null ? [] : ([['Decisa da', proposta.decisaDa]] as const)),
            ...(proposta.decisaIl == null ? [] : ([['Decisa il', scriviIstante(proposta.decisaIl)]] as const)),
            ...(proposta.motivo == null ? [] : ([['Perché è stata respinta', proposta.motivo]] as const)),
          ]}
        />
      </Panel>
      {aspetta && campo && prima && (
        <Differenze campo={campo} prima={prima} dopo={parametri} stessoComponente={prima.digest === proposta.digest} />
      )}
      <Panel title="Parametri">
        <details>
          <summary>Tutti i parametri proposti</summary>
          <ParametriLetti regola={regola} parametri={parametri} />
        </details>
      </Panel>
      {aspetta && puoPreparareRegolamenti(io) && regola && (
        <ProvaESimula
          ambito={proposta}
          regola={{ digest: proposta.digest, parametri }}
          schemaCaso={regola.schemaCaso}
          attivazioni={attivazioni}
        />
      )}
      {aspetta && (puoPreparareRegolamenti(io) || puoApprovareRegolamenti(io)) && <DecidiProposta id={proposta.id} duePersone={approvazioneADue} onDecisa={onDecisa} />}
    </>
  )
}
