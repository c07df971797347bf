import { pdfDellAvviso } from '../../kit/denaro/documenti'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { useCommand } from '../../kit/graphql/useCommand'
import { api } from '../api'
import { AVVISA_RATA } from './avvisi'

/** Gives an instalment its notice, and opens it for printing. */
export function StampaAvviso({ rata, descrizione }: { readonly rata: string; readonly descrizione: string }) {
  const stampa = useCommand(async () => {
    const { avvisaRata } = await api.execute(AVVISA_RATA, { rata })
    window.location.assign(pdfDellAvviso(avvisaRata.id))
  })
  return (
    <>
      <button type="button" className="btn-inline" disabled={stampa.pending} onClick={() => void stampa.send()}>
        Scarica<span className="visually-hidden"> l’avviso: {descrizione}</span>
      </button>
      <ErrorNotice error={stampa.error} />
    </>
  )
}
