import { Page } from '../../kit/page/Page'
import { Collegamento } from './Collegamento'
import { ElencoFlussi } from './ElencoFlussi'
import { NonRendicontate } from './NonRendicontate'
import { ElencoRicevute } from './ElencoRicevute'

/** What pagoPA brought: receipts that pay nothing, credit transfers, how the comune is connected. */
export function Pagopa() {
  return (
    <Page
      title="pagoPA"
      lead={<p>I pagamenti da attribuire, gli accrediti sul conto del comune e il collegamento a pagoPA.</p>}
    >
      <ElencoRicevute titolo="Ricevute da attribuire" stato="DA_ATTRIBUIRE" />
      <ElencoFlussi />
      <NonRendicontate />
      <ElencoRicevute titolo="Ricevute attribuite dall’ufficio" stato="ATTRIBUITA" />
      <ElencoRicevute titolo="Ricevute rese" stato="RESA" />
      <Collegamento />
    </Page>
  )
}
