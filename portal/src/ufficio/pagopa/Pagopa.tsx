import { useState } from 'react'
import { Page } from '../../kit/page/Page'
import { Collegamento } from './Collegamento'
import { ElencoFlussi } from './ElencoFlussi'
import { NonRendicontate } from './NonRendicontate'
import { ElencoRicevute } from './ElencoRicevute'

/** What pagoPA brought: receipts that pay nothing, credit transfers, how the comune is connected. */
export function Pagopa() {
  // A receipt that is decided on leaves one list for another: all are read again.
  const [deciso, setDeciso] = useState(0)
  const onDeciso = () => setDeciso((volte) => volte + 1)
  return (
    <Page
      title="pagoPA"
      lead={<p>I pagamenti da attribuire, gli accrediti sul conto del comune e il collegamento a pagoPA.</p>}
    >
      <ElencoRicevute key={`DA_ATTRIBUIRE ${deciso}`} titolo="Ricevute da attribuire" stato="DA_ATTRIBUIRE" onDeciso={onDeciso} />
      <ElencoFlussi />
      <NonRendicontate />
      <ElencoRicevute key={`ATTRIBUITA ${deciso}`} titolo="Ricevute attribuite dall’ufficio" stato="ATTRIBUITA" onDeciso={onDeciso} />
      <ElencoRicevute key={`RESA ${deciso}`} titolo="Ricevute rese" stato="RESA" onDeciso={onDeciso} />
      <Collegamento />
    </Page>
  )
}
