import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import { useAnnounce } from '../../kit/elements/Announcer'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { Field } from '../../kit/elements/Field'
import { Loaded } from '../../kit/elements/Loaded'
import { Panel } from '../../kit/elements/Panel'
import { TextField } from '../../kit/elements/TextField'
import { useCommand } from '../../kit/graphql/useCommand'
import { useQuery } from '../../kit/graphql/useQuery'
import { api } from '../api'
import type { CartaFragment } from '../gql/graphql'
import { puo } from '../permessi'
import { useIo } from '../sessione'
import { CARTA, FAC_SIMILE, IMPOSTA_CARTA } from './carta'
import { Stemma } from './Stemma'

/** How the papers of the comune look, and what notices say of its accounts. */
export function CartaIntestata() {
  const io = useIo()
  const query = useQuery(api, CARTA, {})
  const gestisce = puo(io, 'contabilita:gestisci')
  return (
    <Panel title="Carta intestata">
      <p>
        Nome, colore e recapiti sono quelli delle impostazioni del comune. I documenti già consegnati a una famiglia
        restano come sono.{' '}
        <a href={FAC_SIMILE} download>
          Scarica un fac-simile
        </a>
      </p>
      <Loaded query={query} lines={8}>
        {({ cartaIntestata: carta }) =>
          gestisce ? (
            <>
              <Stemma presente={carta.logo} onCambiato={query.reload} />
              <Modulo carta={carta} onSalvata={query.reload} />
            </>
          ) : (
            <p className="mb-0">La cambia chi gestisce la contabilità.</p>
          )
        }
      </Loaded>
    </Panel>
  )
}

const CAMPI = [
  'ufficio',
  'nota',
  'cbill',
  'contoPostale.numero',
  'contoPostale.intestatoA',
  'contoPostale.autorizzazione',
] as const

type Campo = (typeof CAMPI)[number]

function testi(carta: CartaFragment): Record<Campo, string> {
  return {
    ufficio: carta.ufficio ?? '',
    nota: carta.nota ?? '',
    cbill: carta.cbill ?? '',
    'contoPostale.numero': carta.contoPostale?.numero ?? '',
    'contoPostale.intestatoA': carta.contoPostale?.intestatoA ?? '',
    'contoPostale.autorizzazione': carta.contoPostale?.autorizzazione ?? '',
  }
}

interface ModuloProps {
  readonly carta: CartaFragment
  readonly onSalvata: () => Promise<unknown>
}

function Modulo({ carta, onSalvata }: ModuloProps) {
  const announce = useAnnounce()
  const [dati, setDati] = useState(() => testi(carta))
  const salva = useCommand(() => {
    const conto = {
      numero: dati['contoPostale.numero'],
      intestatoA: dati['contoPostale.intestatoA'],
      autorizzazione: dati['contoPostale.autorizzazione'],
    }
    // All empty is no account; one that is begun must be whole.
    const contoPostale = Object.values(conto).some((testo) => testo.trim() !== '') ? conto : null
    const { ufficio, nota, cbill } = dati
    return api.execute(IMPOSTA_CARTA, { dati: { ufficio, nota, cbill, contoPostale, versione: carta.versione } })
  })

  async function submit(event: FormEvent) {
    event.preventDefault()
    if ((await salva.send()) === null) return
    announce('La carta intestata è salvata.')
    await onSalvata()
  }

  const campo = (nome: Campo) => ({
    value: dati[nome],
    error: salva.error?.field === nome ? salva.error.message : null,
    onChange: (e: { readonly target: { readonly value: string } }) => setDati({ ...dati, [nome]: e.target.value }),
  })

  return (
    <form className="narrow-form" onSubmit={(e) => void submit(e)} noValidate>
      <ErrorNotice error={salva.error} fields={CAMPI} />
      <Field label="Ufficio" hint="Chi risponde alle domande, per esempio Ufficio servizi scolastici." {...campo('ufficio')} />
      <TextField
        label="Nota in fondo ai documenti"
        hint="Per esempio gli orari dello sportello. Non compare sugli avvisi, che hanno un aspetto prescritto da pagoPA."
        {...campo('nota')}
      />
      <Field
        label="Codice CBILL"
        hint="Cinque lettere o cifre: con questo codice le banche trovano il comune."
        {...campo('cbill')}
      />
      <fieldset>
        <legend className="h6 px-0">Pagamento alla posta</legend>
        <p className="form-text">
          Con un conto corrente postale gli avvisi portano il bollettino, che si paga a qualsiasi sportello.
        </p>
        <Field label="Numero del conto" inputMode="numeric" {...campo('contoPostale.numero')} />
        <Field label="Intestato a" {...campo('contoPostale.intestatoA')} />
        <Field
          label="Autorizzazione alla stampa"
          hint="Quella che Poste Italiane ha rilasciato, per esempio Aut. DB/SSSC 00000 del 1.1.2026."
          {...campo('contoPostale.autorizzazione')}
        />
      </fieldset>
      <Button type="submit" color="primary" disabled={salva.pending}>
        Salva la carta intestata
      </Button>
    </form>
  )
}
