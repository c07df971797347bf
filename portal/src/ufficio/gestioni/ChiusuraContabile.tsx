import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import { useAnnounce } from '../../kit/elements/Announcer'
import { DateField } from '../../kit/elements/DateField'
import { Dialog } from '../../kit/elements/Dialog'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { Loaded } from '../../kit/elements/Loaded'
import { Notice } from '../../kit/elements/Notice'
import { Panel } from '../../kit/elements/Panel'
import { useCommand } from '../../kit/graphql/useCommand'
import { useQuery } from '../../kit/graphql/useQuery'
import { piuGiorni, scriviGiorno, type Giorno } from '../../kit/tempo/giorno'
import { oggi } from '../../kit/tempo/orologio'
import { api } from '../api'
import { graphql } from '../gql'
import { puo } from '../permessi'
import { useIo } from '../sessione'

const PERIODO_CHIUSO = graphql(`
  query PeriodoChiuso {
    periodoChiuso
  }
`)

const CHIUDI = graphql(`
  mutation ChiudiPeriodo($al: Giorno!) {
    chiudiPeriodo(al: $al)
  }
`)

/** Up to which day the books are closed, and closing them further. */
export function ChiusuraContabile() {
  const announce = useAnnounce()
  const chiude = puo(useIo(), 'contabilita:gestisci')
  const query = useQuery(api, PERIODO_CHIUSO, {})
  const [aperta, setAperta] = useState(false)
  return (
    <Panel title="Chiusura contabile">
      <Loaded query={query} lines={2}>
        {({ periodoChiuso }) => (
          <>
            <p>
              {periodoChiuso
                ? `I conti sono chiusi fino al ${scriviGiorno(periodoChiuso)}: nessuna scrittura vi entra più.`
                : 'Nessun periodo è chiuso.'}
            </p>
            {chiude && (
              <Button color="primary" outline size="sm" onClick={() => setAperta(true)}>
                Chiudi un periodo
              </Button>
            )}
            {aperta && (
              <ChiudiPeriodo
                dopo={periodoChiuso ?? null}
                onFatto={() => {
                  setAperta(false)
                  announce('Il periodo è chiuso.')
                  void query.reload()
                }}
                onClose={() => setAperta(false)}
              />
            )}
          </>
        )}
      </Loaded>
    </Panel>
  )
}

interface ChiudiPeriodoProps {
  /** The last day that is closed already. */
  readonly dopo: Giorno | null
  readonly onFatto: () => void
  readonly onClose: () => void
}

function ChiudiPeriodo({ dopo, onFatto, onClose }: ChiudiPeriodoProps) {
  const [al, setAl] = useState<Giorno | null>(null)
  const chiudi = useCommand((giorno: Giorno) => api.execute(CHIUDI, { al: giorno }))

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (al && (await chiudi.send(al)) !== null) onFatto()
  }

  return (
    <Dialog title="Chiudi un periodo" onClose={onClose}>
      <form onSubmit={(e) => void submit(e)}>
        <ErrorNotice error={chiudi.error} />
        <Notice tone="info">
          Un periodo chiuso non si riapre. Ciò che si corregge dopo si scrive con la data di oggi, e ciò che è stato
          stampato resta vero.
        </Notice>
        <DateField
          label="Chiudi fino al"
          required
          min={dopo && piuGiorni(dopo, 1)}
          max={piuGiorni(oggi(), -1)}
          value={al}
          onChange={setAl}
        />
        <div className="button-row">
          <Button type="submit" color="primary" disabled={chiudi.pending}>
            Chiudi il periodo
          </Button>
          <Button color="secondary" outline onClick={onClose}>
            Annulla
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
