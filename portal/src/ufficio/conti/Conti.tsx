import { Link } from 'react-router'
import { Page } from '../../kit/page/Page'
import { CercaFamiglia } from './CercaFamiglia'
import { ElencoRimborsi } from './ElencoRimborsi'

/** Where the accounts begin: a family to look for, refunds that wait. */
export function Conti() {
  return (
    <Page title="Conti" lead={<p>I conti delle famiglie e i rimborsi che hanno chiesto.</p>}>
      <div className="button-row">
        <Link className="btn btn-outline-primary" to="/conti/come-si-paga">
          Come si paga ogni servizio
        </Link>
        <Link className="btn btn-outline-primary" to="/conti/incassi">
          Riepilogo degli incassi
        </Link>
        <Link className="btn btn-outline-primary" to="/conti/documenti">
          Documenti
        </Link>
      </div>
      <CercaFamiglia />
      <ElencoRimborsi titolo="Rimborsi da decidere" stato="CHIESTO" />
      <ElencoRimborsi titolo="Rimborsi da pagare" stato="ACCOLTO" />
    </Page>
  )
}
