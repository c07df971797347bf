import { useEffect, useState } from 'react'
import { Link, useParams } from 'react-router'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { Notice } from '../../kit/elements/Notice'
import { asRequestError, type RequestError } from '../../kit/graphql/requestError'
import { NotFound } from '../../kit/page/NotFound'
import { Page } from '../../kit/page/Page'
import { api } from '../api'
import { inPagamento } from './checkout'
import { AVVISO } from './avvisi'

/** How often the page looks whether the receipt has come. */
const OGNI_MS = 3000

const PAROLE: Readonly<Record<string, string>> = {
  pagato: 'Il pagamento è in corso di registrazione',
  attesa: 'Il pagamento è in corso di registrazione',
  annullato: 'Pagamento annullato',
  errore: 'Il pagamento non è riuscito',
}

/** Where people come back to from Checkout. What counts is the receipt, not what the browser says. */
export function EsitoPagamento() {
  const { esito = '' } = useParams()
  const titolo = PAROLE[esito]
  if (!titolo) return <NotFound />
  const aspetta = esito === 'pagato' || esito === 'attesa'
  return (
    <Page title={titolo} crumbs={[{ label: 'Pagamenti', to: '/pagamenti' }]}>
      {aspetta ? <Attesa /> : <Notice tone="warning">Non è stato pagato nulla: si può riprovare quando si vuole.</Notice>}
      <p>
        <Link to="/pagamenti">Torna ai pagamenti</Link>
      </p>
    </Page>
  )
}

function Attesa() {
  const [avvisi] = useState(inPagamento)
  const [arrivata, setArrivata] = useState(false)
  const [errore, setErrore] = useState<RequestError | null>(null)

  useEffect(() => {
    if (avvisi.length === 0 || arrivata) return
    let fermo = false
    async function guarda() {
      try {
        const letti = await Promise.all(avvisi.map((id) => api.execute(AVVISO, { id })))
        if (!fermo) {
          setErrore(null)
          setArrivata(letti.every(({ avviso }) => avviso.stato === 'PAGATO'))
        }
      } catch (causa) {
        if (!fermo) setErrore(asRequestError(causa))
      }
    }
    void guarda()
    const orologio = setInterval(() => void guarda(), OGNI_MS)
    return () => {
      fermo = true
      clearInterval(orologio)
    }
  }, [avvisi, arrivata])

  if (arrivata) return <Notice tone="success">La ricevuta è arrivata: il pagamento è registrato.</Notice>
  return (
    <>
      <ErrorNotice error={errore} />
      <Notice tone="info">
        Il conto si aggiorna quando arriva la ricevuta di pagoPA: di solito pochi secondi, a volte qualche ora. Non serve
        pagare di nuovo.
      </Notice>
    </>
  )
}
