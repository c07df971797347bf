import { Page } from '../../kit/page/Page'
import { FormNuovaPassword } from './FormNuovaPassword'

export function ReimpostaPassword() {
  return (
    <Page title="Scegli una nuova password" crumbs={[{ label: 'Recupero password', to: '/recupero-password' }]}>
      <FormNuovaPassword />
    </Page>
  )
}
