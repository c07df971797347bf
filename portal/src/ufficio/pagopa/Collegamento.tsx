import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import { useAnnounce } from '../../kit/elements/Announcer'
import { DataList } from '../../kit/elements/DataList'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { Field } from '../../kit/elements/Field'
import { Loaded } from '../../kit/elements/Loaded'
import { Panel } from '../../kit/elements/Panel'
import { useCommand } from '../../kit/graphql/useCommand'
import { useQuery } from '../../kit/graphql/useQuery'
import { api } from '../api'
import { graphql } from '../gql'
import type { CollegamentoFragment } from '../gql/graphql'
import { puo } from '../permessi'
import { useIo } from '../sessione'

const COLLEGAMENTO = graphql(`
  query CollegamentoPagopa {
    collegamentoPagopa {
      ...Collegamento
    }
  }
  fragment Collegamento on Collegamento {
    segregazione
    intermediario
    stazione
    iban
    catalogo {
      servizio
      soggetto
    }
    versione
  }
`)

const IMPOSTA = graphql(`
  mutation ImpostaPagopa($dati: CollegamentoInput!) {
    impostaPagopa(dati: $dati) {
      ...Collegamento
    }
  }
`)

/** How the comune is known to pagoPA, and where its money goes. */
export function Collegamento() {
  const io = useIo()
  const query = useQuery(api, COLLEGAMENTO, {})
  const [cambia, setCambia] = useState(false)
  return (
    <Panel title="Collegamento a pagoPA">
      <Loaded query={query}>
        {({ collegamentoPagopa: collegamento }) =>
          cambia ? (
            <Modulo
              collegamento={collegamento ?? null}
              onFatto={async () => {
                setCambia(false)
                await query.reload()
              }}
              onAnnulla={() => setCambia(false)}
            />
          ) : (
            <>
              {collegamento ? (
                <DataList
                  rows={[
                    ['Codice di segregazione', collegamento.segregazione],
                    ['Intermediario', collegamento.intermediario],
                    ['Stazione', collegamento.stazione],
                    ['IBAN di accredito', collegamento.iban],
                    [
                      'Nel catalogo di pagoPA',
                      collegamento.catalogo && `${collegamento.catalogo.servizio}, ${collegamento.catalogo.soggetto}`,
                    ],
                  ]}
                />
              ) : (
                <p>Il comune non è ancora collegato: le famiglie non possono pagare con pagoPA.</p>
              )}
              {puo(io, 'contabilita:gestisci') && (
                <Button color="primary" outline size="sm" onClick={() => setCambia(true)}>
                  {collegamento ? 'Cambia il collegamento' : 'Collega il comune'}
                </Button>
              )}
            </>
          )
        }
      </Loaded>
    </Panel>
  )
}

const CAMPI = [
  { nome: 'segregazione', label: 'Codice di segregazione', hint: 'Due cifre, assegnate da pagoPA.' },
  { nome: 'intermediario', label: 'Codice fiscale dell’intermediario', hint: 'Undici cifre: di chi gestisce il programma per il comune.' },
  { nome: 'stazione', label: 'Stazione', hint: 'L’identificativo registrato da pagoPA.' },
  { nome: 'iban', label: 'IBAN di accredito', hint: 'Il conto del comune, già comunicato a pagoPA.' },
] as const

/** The two names of the comune in the catalogue of services, or neither. */
const CATALOGO = [
  { nome: 'catalogo.servizio', label: 'Servizio nel catalogo', hint: 'Cinque caratteri. Con il soggetto, permette di ricaricare la mensa allo sportello senza un avviso.' },
  { nome: 'catalogo.soggetto', label: 'Soggetto nel catalogo', hint: 'Cinque caratteri, assegnati da pagoPA.' },
] as const

type Nome = (typeof CAMPI | typeof CATALOGO)[number]['nome']

const TUTTI = [...CAMPI, ...CATALOGO]

interface ModuloProps {
  readonly collegamento: CollegamentoFragment | null
  readonly onFatto: () => Promise<void>
  readonly onAnnulla: () => void
}

function Modulo({ collegamento, onFatto, onAnnulla }: ModuloProps) {
  const announce = useAnnounce()
  const [dati, setDati] = useState<Record<Nome, string>>({
    segregazione: collegamento?.segregazione ?? '',
    intermediario: collegamento?.intermediario ?? '',
    stazione: collegamento?.stazione ?? '',
    iban: collegamento?.iban ?? '',
    'catalogo.servizio': collegamento?.catalogo?.servizio ?? '',
    'catalogo.soggetto': collegamento?.catalogo?.soggetto ?? '',
  })
  const imposta = useCommand(() => {
    const { 'catalogo.servizio': servizio, 'catalogo.soggetto': soggetto, ...altri } = dati
    // Both empty is no entry; one that is begun must be whole.
    const catalogo = servizio.trim() || soggetto.trim() ? { servizio, soggetto } : null
    return api.execute(IMPOSTA, { dati: { ...altri, catalogo, versione: collegamento?.versione ?? null } })
  })

  async function submit(event: FormEvent) {
    event.preventDefault()
    if ((await imposta.send()) === null) return
    announce('Il collegamento a pagoPA è registrato.')
    await onFatto()
  }

  return (
    <form className="narrow-form" onSubmit={(e) => void submit(e)}>
      <ErrorNotice error={imposta.error} fields={TUTTI.map(({ nome }) => nome)} />
      {TUTTI.map(({ nome, label, hint }) => (
        <Field
          key={nome}
          label={label}
          hint={hint}
          required={CAMPI.some((campo) => campo.nome === nome)}
          autoComplete="off"
          error={imposta.error?.field === nome ? imposta.error.message : null}
          value={dati[nome]}
          onChange={(e) => setDati({ ...dati, [nome]: e.target.value })}
        />
      ))}
      <p className="form-text">Gli avvisi già dati conservano il loro numero e restano pagabili.</p>
      <div className="button-row">
        <Button type="submit" color="primary" disabled={imposta.pending}>
          Registra
        </Button>
        <Button color="secondary" outline onClick={onAnnulla}>
          Annulla
        </Button>
      </div>
    </form>
  )
}
