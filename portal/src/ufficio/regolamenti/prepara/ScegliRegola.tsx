import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import { useNavigate } from 'react-router'
import { Loaded } from '../../../kit/elements/Loaded'
import { Notice } from '../../../kit/elements/Notice'
import { Panel } from '../../../kit/elements/Panel'
import { SelectField } from '../../../kit/elements/SelectField'
import { useQuery } from '../../../kit/graphql/useQuery'
import { Page } from '../../../kit/page/Page'
import { api } from '../../api'
import type { AttivazioneFragment, Estensione, Servizio } from '../../gql/graphql'
import { nomeEstensione, REGOLAMENTI, stessoAmbito, TUTTE_LE_ESTENSIONI, type Regola } from '../regolamenti'
import { nomeServizio, TUTTI_I_SERVIZI } from '../../servizi'
import { indirizzoPrepara } from './indirizzo'

/** Where a new regulation begins: what it decides, which component, from which parameters. */
export function ScegliRegola() {
  const query = useQuery(api, REGOLAMENTI, {})
  return (
    <Page
      title="Prepara un regolamento"
      lead="Nulla cambia per le famiglie finché il regolamento non è approvato."
      crumbs={[{ label: 'Regolamenti', to: '/regolamenti' }]}
    >
      <Loaded query={query}>
        {({ regoleDisponibili, attivazioni }) => <Scelta regole={regoleDisponibili} attivazioni={attivazioni} />}
      </Loaded>
    </Page>
  )
}

interface SceltaProps {
  readonly regole: readonly Regola[]
  readonly attivazioni: readonly AttivazioneFragment[]
}

function Scelta({ regole, attivazioni }: SceltaProps) {
  const navigate = useNavigate()
  const [servizio, setServizio] = useState<Servizio>('REFEZIONE')
  const [estensione, setEstensione] = useState<Estensione>('TARIFFA')
  const [digest, setDigest] = useState('')
  const [vuoto, setVuoto] = useState('')
  const adatte = regole.filter((regola) => regola.estensione === estensione)
  const regola = adatte.find((una) => una.digest === digest) ?? adatte[0]
  // Parameters are of a component: those of another version of it are the nearest start.
  const daCui = attivazioni.find((a) => stessoAmbito(a, { estensione, servizio }) && eDi(regole, a.digest, regola))

  function submit(event: FormEvent) {
    event.preventDefault()
    if (!regola) return
    const da = vuoto === '' ? (daCui?.id ?? null) : null
    void navigate(indirizzoPrepara({ estensione, servizio, digest: regola.digest, da }))
  }

  return (
    <form onSubmit={submit}>
      <Panel title="Che cosa">
        <SelectField
          label="Servizio"
          className="narrow-form"
          value={servizio}
          options={TUTTI_I_SERVIZI.map((value) => ({ value, label: nomeServizio(value) }))}
          onChange={(scelto) => setServizio(scelto as Servizio)}
        />
        <SelectField
          label="Che cosa decide"
          className="narrow-form"
          value={estensione}
          options={TUTTE_LE_ESTENSIONI.map((value) => ({ value, label: nomeEstensione(value) }))}
          onChange={(scelta) => setEstensione(scelta as Estensione)}
        />
        {regola ? (
          <>
            <SelectField
              label="Regolamento"
              className="narrow-form"
              value={regola.digest}
              options={adatte.map((una) => ({ value: una.digest, label: descrivi(una) }))}
              onChange={setDigest}
            />
            {daCui && (
              <SelectField
                label="Si comincia"
                className="narrow-form"
                value={vuoto}
                options={[
                  { value: '', label: `dai parametri di «${daCui.atto}»` },
                  { value: 'vuoto', label: 'da un modulo vuoto' },
                ]}
                onChange={setVuoto}
              />
            )}
          </>
        ) : (
          <Notice tone="info">Nessun regolamento disponibile decide questo.</Notice>
        )}
      </Panel>
      <Button type="submit" color="primary" disabled={!regola}>
        Continua
      </Button>
    </form>
  )
}

function descrivi({ titolo, versione, caricatoDa }: Regola): string {
  return `${titolo} ${versione} (${caricatoDa == null ? 'fornito con la piattaforma' : 'caricato dal comune'})`
}

/** Whether a component is the same regulation, in this version or in another. */
function eDi(regole: readonly Regola[], digest: string, regola: Regola | undefined): boolean {
  return regola !== undefined && regole.find((una) => una.digest === digest)?.nome === regola.nome
}
