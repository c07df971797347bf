import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import { useNavigate } from 'react-router'
import { useAnnounce } from '../../../kit/elements/Announcer'
import { DateField } from '../../../kit/elements/DateField'
import { ErrorNotice } from '../../../kit/elements/ErrorNotice'
import { Field } from '../../../kit/elements/Field'
import { Notice } from '../../../kit/elements/Notice'
import { Panel } from '../../../kit/elements/Panel'
import { asRequestError } from '../../../kit/graphql/requestError'
import { useCommand } from '../../../kit/graphql/useCommand'
import { piuGiorni, scriviGiorno, type Giorno } from '../../../kit/tempo/giorno'
import { oggi } from '../../../kit/tempo/orologio'
import { api } from '../../api'
import { graphql } from '../../gql'
import type { AttivazioneFragment } from '../../gql/graphql'
import type { Campo } from '../parametri/campo'
import type { Errore } from '../parametri/leggi'
import type { Json } from '../parametri/schema'
import { Differenze } from '../Differenze'
import { futuri, inVigore } from '../regolamenti'
import { dimentica } from './bozzaSalvata'
import type { Preparazione } from './indirizzo'

const ATTIVA = graphql(`
  mutation AttivaRegola($dati: AttivaRegolaInput!) {
    attivaRegola(dati: $dati)
  }
`)

const PROPONI = graphql(`
  mutation ProponiRegola($dati: AttivaRegolaInput!) {
    proponiRegola(dati: $dati)
  }
`)

interface PassoVigoreProps {
  readonly cosa: Preparazione
  readonly campo: Campo
  readonly parametri: Json
  readonly attivazioni: readonly AttivazioneFragment[]
  readonly duePersone: boolean
  /** The server refused these of the parameters: they are mended where they were typed. */
  readonly onRifiutati: (errori: readonly Errore[]) => void
}

/** From when, by which deliberation; put in force at once, or proposed to somebody else. */
export function PassoVigore({ cosa, campo, parametri, attivazioni, duePersone, onRifiutati }: PassoVigoreProps) {
  const navigate = useNavigate()
  const announce = useAnnounce()
  const [dal, setDal] = useState<Giorno | null>(null)
  const [atto, setAtto] = useState('')
  const { estensione, servizio, digest } = cosa
  const ultimo = futuri(attivazioni, cosa, oggi()).at(-1) ?? inVigore(attivazioni, cosa, oggi())
  const primoGiorno = primoPossibile(ultimo)

  const invia = useCommand(async (proponi: boolean) => {
    if (!dal) return null
    const dati = { estensione, servizio, digest, parametri, dal, atto: atto.trim() }
    try {
      if (proponi) return { proposta: (await api.execute(PROPONI, { dati })).proponiRegola }
      await api.execute(ATTIVA, { dati })
      return { proposta: null }
    } catch (errore) {
      const { wrongValues } = asRequestError(errore)
      if (wrongValues.length > 0) onRifiutati(wrongValues.map(({ path, message }) => ({ percorso: path, testo: message })))
      throw errore
    }
  })

  async function manda(proponi: boolean) {
    const fatto = await invia.send(proponi)
    if (!fatto || !dal) return
    dimentica()
    announce(proponi ? 'Il regolamento è stato proposto.' : `Il regolamento vale dal ${scriviGiorno(dal)}.`)
    void navigate(fatto.proposta ? `/regolamenti/proposte/${fatto.proposta}` : '/regolamenti')
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const bottone = (event.nativeEvent as SubmitEvent).submitter as HTMLButtonElement | null
    void manda(duePersone || bottone?.value === 'proponi')
  }

  return (
    <form onSubmit={submit}>
      {ultimo && <Differenze campo={campo} prima={ultimo} dopo={parametri} stessoComponente={ultimo.digest === digest} />}
      <Panel title="Da quando, con quale atto">
        {invia.error && (
          <>
            <ErrorNotice error={invia.error} />
            {invia.error.code.startsWith('PARAMETRI_') && (
              <p>Il controllo riguarda i parametri: torna al primo passo, correggili e continua.</p>
            )}
          </>
        )}
        <div className="narrow-form">
          <DateField label="In vigore dal" required value={dal} min={primoGiorno} onChange={setDal} />
          {ultimo && primoGiorno && (
            <p className="form-text">
              Il regolamento di adesso vale fino al giorno prima. Il primo giorno possibile è il {scriviGiorno(primoGiorno)}.
            </p>
          )}
          <Field
            label="Atto che lo approva"
            hint="Per esempio: delibera di Giunta n. 42 del 10/06/2026"
            required
            autoComplete="off"
            value={atto}
            onChange={(e) => setAtto(e.target.value)}
          />
        </div>
        {duePersone && (
          <Notice tone="info">In questo comune un regolamento lo propone una persona e lo approva un’altra.</Notice>
        )}
        <div className="button-row mb-0">
          {duePersone ? (
            <Button type="submit" color="primary" disabled={invia.pending}>
              Proponi il regolamento
            </Button>
          ) : (
            <>
              <Button type="submit" color="primary" disabled={invia.pending}>
                Metti in vigore
              </Button>
              <Button type="submit" color="primary" outline value="proponi" disabled={invia.pending}>
                Proponi a un’altra persona
              </Button>
            </>
          )}
        </div>
      </Panel>
    </form>
  )
}

/** Days that have passed keep their regulation, and so do those of one that is decided already. */
function primoPossibile(ultimo: AttivazioneFragment | null): Giorno | null {
  if (!ultimo) return null
  const dopo = piuGiorni(ultimo.dal, 1)
  const domani = piuGiorni(oggi(), 1)
  return dopo > domani ? dopo : domani
}
