import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import { useAnnounce } from '../../kit/elements/Announcer'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { Notice } from '../../kit/elements/Notice'
import { Panel } from '../../kit/elements/Panel'
import { RequestError } from '../../kit/graphql/requestError'
import { useCommand } from '../../kit/graphql/useCommand'
import { api } from '../api'
import type { ImpostazioniFragment } from '../gql/graphql'
import { useSession } from '../sessione'
import { AnteprimaColore } from './AnteprimaColore'
import { CampoImpostazione } from './CampoImpostazione'
import { AGGIORNA_IMPOSTAZIONI, CAMPI, contese, IMPOSTAZIONI, testi, unisci, type Campo } from './impostazioni'

/** The settings, saved all together; what another administrator saved meanwhile is not lost. */
export function FormImpostazioni({ iniziali }: { readonly iniziali: ImpostazioniFragment }) {
  const { reloadComune } = useSession()
  const announce = useAnnounce()
  const [lette, setLette] = useState(iniziali)
  const [mie, setMie] = useState(() => testi(iniziali))
  const [altrui, setAltrui] = useState<Partial<Record<Campo, string>> | null>(null)

  const salva = useCommand(async () => {
    const { versione } = lette
    try {
      const { aggiornaImpostazioni } = await api.execute(AGGIORNA_IMPOSTAZIONI, { dati: { versione, ...mie } })
      return aggiornaImpostazioni
    } catch (errore) {
      if (!(errore instanceof RequestError) || errore.code !== 'IMPOSTAZIONI_CAMBIATE') throw errore
      await unisciAlleAttuali()
      return null
    }
  })

  /** Somebody else was first: their changes come into the form beside one's own, to be looked at. */
  async function unisciAlleAttuali() {
    const { impostazioni } = await api.execute(IMPOSTAZIONI, {})
    const [prima, ora] = [testi(lette), testi(impostazioni)]
    setAltrui(Object.fromEntries(contese(prima, mie, ora).map((campo) => [campo, ora[campo]])))
    setMie(unisci(prima, mie, ora))
    setLette(impostazioni)
  }

  async function submit(event: FormEvent) {
    event.preventDefault()
    const salvate = await salva.send()
    if (!salvate) return
    setLette(salvate)
    setMie(testi(salvate))
    setAltrui(null)
    await reloadComune()
    announce('Le impostazioni sono state salvate.')
  }

  const campo = (nome: Campo) => ({
    value: mie[nome],
    onChange: (testo: string) => setMie({ ...mie, [nome]: testo }),
    error: salva.error?.field === nome ? salva.error.message : null,
    altrui: altrui?.[nome],
  })

  return (
    <form className="settings" onSubmit={(e) => void submit(e)} noValidate>
      <ErrorNotice error={salva.error} fields={CAMPI} />
      {altrui && (
        <Notice tone="warning">
          Nel frattempo un’altra persona ha cambiato le impostazioni. Qui sotto ci sono le sue modifiche insieme alle
          tue: controllale e salva di nuovo.
        </Notice>
      )}
      <Panel title="Aspetto">
        <CampoImpostazione label="Nome del comune" required {...campo('nome')} />
        <CampoImpostazione
          label="Stemma"
          hint="Indirizzo dell’immagine, per esempio https://www.comune.example.it/stemma.svg"
          {...campo('logo')}
        />
        <CampoImpostazione
          label="Colore"
          hint="Per intestazioni e pulsanti: un colore scuro, per esempio #0066cc"
          required
          {...campo('colorePrimario')}
        />
        <AnteprimaColore colore={mie.colorePrimario} />
      </Panel>
      <Panel title="Recapiti per le famiglie">
        <CampoImpostazione label="E-mail dell’ufficio scuola" type="email" {...campo('email')} />
        <CampoImpostazione label="Telefono" type="tel" {...campo('telefono')} />
        <CampoImpostazione label="Indirizzo" {...campo('indirizzo')} />
        <CampoImpostazione label="Posta certificata (PEC)" type="email" {...campo('pec')} />
      </Panel>
      <Panel title="Collegamenti previsti dalla legge">
        <CampoImpostazione
          label="Dichiarazione di accessibilità"
          hint="L’indirizzo su form.agid.gov.it"
          type="url"
          {...campo('accessibilita')}
        />
        <CampoImpostazione label="Informativa sulla privacy" type="url" {...campo('privacy')} />
      </Panel>
      <Button type="submit" color="primary" disabled={salva.pending} className="save-settings">
        Salva le impostazioni
      </Button>
    </form>
  )
}
