import { Link } from 'react-router'
import { Page } from '../../kit/page/Page'
import { AvvisiDaPagare } from './AvvisiDaPagare'
import { ElencoRette } from './ElencoRette'
import { ElencoRimborsi } from './ElencoRimborsi'
import { RateDaPagare } from './RateDaPagare'

/** «Pagamenti»: what can be paid now, the bills of the family, and the refunds that it asked for. */
export function Pagamenti() {
  return (
    <Page
      title="Pagamenti"
      lead={
        <p>
          Le rette che il comune ha emesso. Il credito dei servizi prepagati è in{' '}
          <Link to="/stato-contabile">Stato contabile</Link>.
        </p>
      }
    >
      <RateDaPagare />
      <AvvisiDaPagare />
      <ElencoRette />
      <ElencoRimborsi />
    </Page>
  )
}
