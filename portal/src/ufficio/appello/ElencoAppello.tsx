import { Button } from 'design-react-kit'
import { useState } from 'react'
import { useAnnounce } from '../../kit/elements/Announcer'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { Notice } from '../../kit/elements/Notice'
import { useCommand } from '../../kit/graphql/useCommand'
import { api } from '../api'
import { graphql } from '../gql'
import type { AppelloFragment, StatoPresenza } from '../gql/graphql'
import { statoIniziale } from './statoAppello'
import { VoceElenco } from './VoceElenco'

const SEGNA_APPELLO = graphql(`
  mutation SegnaAppello($classe: ID!, $giorno: Giorno!, $voci: [VoceAppelloInput!]!) {
    segnaAppello(classe: $classe, giorno: $giorno, voci: $voci) {
      ...Appello
    }
  }
`)

interface ElencoAppelloProps {
  readonly appello: AppelloFragment
  readonly onSalvato: (appello: AppelloFragment) => void
}

/** The children of the class, each with three large buttons. Nothing counts until it is saved. */
export function ElencoAppello({ appello, onSalvato }: ElencoAppelloProps) {
  const announce = useAnnounce()
  const [segnati, setSegnati] = useState<Readonly<Record<string, StatoPresenza>>>({})
  const voci = appello.voci.map((voce) => ({ voce, stato: segnati[voce.iscrizione] ?? statoIniziale(voce) }))
  const presenti = voci.filter(({ stato }) => stato !== 'ASSENTE').length
  const daSalvare = voci.some(({ voce, stato }) => stato !== voce.presenza)

  const segna = useCommand(() =>
    api.execute(SEGNA_APPELLO, {
      classe: appello.classe.id,
      giorno: appello.giorno,
      voci: voci.map(({ voce, stato }) => ({ iscrizione: voce.iscrizione, stato })),
    }),
  )

  async function salva() {
    const esito = await segna.send()
    if (!esito) return
    setSegnati({})
    onSalvato(esito.segnaAppello)
    announce(`Appello salvato: ${presenti} presenti su ${voci.length}.`)
  }

  if (voci.length === 0) return <Notice tone="info">Nessun alunno di questa classe mangia a scuola in questo giorno.</Notice>
  return (
    <>
      {appello.chiuso && (
        <Notice tone="info">I conteggi della cucina sono già definitivi: le modifiche valgono come correzioni.</Notice>
      )}
      <ul className="roll-call">
        {voci.map(({ voce, stato }) => (
          <VoceElenco
            key={voce.iscrizione}
            voce={voce}
            stato={stato}
            onStato={(nuovo) => setSegnati({ ...segnati, [voce.iscrizione]: nuovo })}
          />
        ))}
      </ul>
      <div className="roll-call-bar">
        <ErrorNotice error={segna.error} />
        <p>
          <strong>{presenti}</strong> presenti su {voci.length}
          {!daSalvare && ' – appello salvato'}
        </p>
        <Button color="primary" size="lg" disabled={segna.pending || !daSalvare} onClick={() => void salva()}>
          {segna.pending ? 'Salvataggio…' : 'Salva l’appello'}
        </Button>
      </div>
    </>
  )
}
