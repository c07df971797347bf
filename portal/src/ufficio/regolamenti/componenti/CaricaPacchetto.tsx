import { Button } from 'design-react-kit'
import { useId, useState, type FormEvent } from 'react'
import { ErrorNotice } from '../../../kit/elements/ErrorNotice'
import { Panel } from '../../../kit/elements/Panel'
import { useCommand } from '../../../kit/graphql/useCommand'
import { carica, type Verdetto } from './pacchetto'
import { EsitoVerdetto } from './EsitoVerdetto'

/** A component of the comune's own is examined before it can be used. */
export function CaricaPacchetto({ onCaricato }: { readonly onCaricato: () => Promise<void> }) {
  const id = useId()
  const [file, setFile] = useState<File | null>(null)
  const [verdetto, setVerdetto] = useState<Verdetto | null>(null)
  const invia = useCommand(carica)

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!file) return
    setVerdetto(null)
    const detto = await invia.send(file)
    setVerdetto(detto)
    if (detto?.accettato) await onCaricato()
  }

  return (
    <Panel title="Carica un componente del comune">
      <form onSubmit={(e) => void submit(e)}>
        <div className="field narrow-form">
          <label htmlFor={id}>Pacchetto</label>
          <input
            id={id}
            type="file"
            className="form-control"
            accept=".zip,application/zip"
            required
            aria-describedby={`${id}-aiuto`}
            onChange={(e) => setFile(e.target.files?.[0] ?? null)}
          />
          <small id={`${id}-aiuto`} className="form-text">
            Il file .zip preparato da chi ha scritto il regolamento, con i suoi casi di prova. Al massimo 6 MB.
          </small>
        </div>
        <Button type="submit" color="primary" disabled={invia.pending}>
          {invia.pending ? 'Esame in corso…' : 'Carica ed esamina'}
        </Button>
      </form>
      <div className="mt-3">
        <ErrorNotice error={invia.error} />
        {verdetto && <EsitoVerdetto verdetto={verdetto} />}
      </div>
    </Panel>
  )
}
