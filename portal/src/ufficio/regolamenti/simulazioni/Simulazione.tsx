import { useParams } from 'react-router'
import { Page } from '../../../kit/page/Page'
import { Andamento } from './Andamento'

/** A simulation on a page of its own, to come back to and to send to a colleague. */
export function Simulazione() {
  const { id = '' } = useParams()
  return (
    <Page
      title={`Simulazione n. ${id}`}
      crumbs={[
        { label: 'Regolamenti', to: '/regolamenti' },
        { label: 'Simulazioni', to: '/regolamenti/simulazioni' },
      ]}
    >
      <Andamento key={id} id={id} propria />
    </Page>
  )
}
