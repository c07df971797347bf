import { Link } from 'react-router'
import { Page } from '../../kit/page/Page'
import { AvvisiDaPagare } from './AvvisiDaPagare'
import { ElencoRette } from './ElencoRette'
import { ElencoRimborsi } from './ElencoRimborsi'
import { ElencoSolleciti } from './ElencoSolleciti'
import { RateDaPagare } from './RateDaPagare'
import { SpeseDetraibili } from './SpeseDetraibili'

/** «Pagamenti»: what can be paid now, the bills of the family, its refunds, what its tax return needs. */
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
      <ElencoSolleciti />
      <ElencoRette />
      <ElencoRimborsi />
      <SpeseDetraibili />
    </Page>
  )
}
