import { Page } from '../../kit/page/Page'
import { AttestazioniAnno } from './AttestazioniAnno'
import { CartaIntestata } from './CartaIntestata'

/** What the comune prints: how it looks, and the certificates of a year. */
export function Documenti() {
  return (
    <Page
      title="Documenti"
      crumbs={[{ label: 'Conti', to: '/conti' }]}
      lead={<p>Rette, avvisi, solleciti, ricevute e attestazioni in PDF: come si presentano, e quelli di un anno.</p>}
    >
      <AttestazioniAnno />
      <CartaIntestata />
    </Page>
  )
}
