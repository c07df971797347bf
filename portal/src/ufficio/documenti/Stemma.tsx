import { Button } from 'design-react-kit'
import { useId, useState, type FormEvent } from 'react'
import { useAnnounce } from '../../kit/elements/Announcer'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { useCommand } from '../../kit/graphql/useCommand'
import { api } from '../api'
import { caricaStemma, TOGLI_STEMMA } from './carta'

interface StemmaProps {
  readonly presente: boolean
  readonly onCambiato: () => Promise<unknown>
}

/** The coat of arms on the comune's papers. */
export function Stemma({ presente, onCambiato }: StemmaProps) {
  const id = useId()
  const announce = useAnnounce()
  const [file, setFile] = useState<File | null>(null)
  const carica = useCommand(caricaStemma)
  const togli = useCommand(() => api.execute(TOGLI_STEMMA, {}))

  async function fatto(esito: unknown, detto: string) {
    if (esito === null) return
    announce(detto)
    await onCambiato()
  }

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!file) return
    togli.reset()
    await fatto(await carica.send(file), 'Lo stemma è sui documenti.')
  }

  return (
    <form className="narrow-form mb-4" onSubmit={(e) => void submit(e)}>
      <ErrorNotice error={carica.error ?? togli.error} />
      <p className="mb-1">{presente ? 'I documenti portano lo stemma del comune.' : 'I documenti non hanno ancora uno stemma.'}</p>
      <div className="field">
        <label htmlFor={id}>{presente ? 'Un altro stemma' : 'Stemma'}</label>
        <input
          id={id}
          type="file"
          className="form-control"
          accept=".svg,.png,image/svg+xml,image/png"
          required
          aria-describedby={`${id}-aiuto`}
          onChange={(e) => setFile(e.target.files?.[0] ?? null)}
        />
        <small id={`${id}-aiuto`} className="form-text">
          Un’immagine SVG o PNG, al massimo 512 KB.
        </small>
      </div>
      <div className="button-row">
        <Button type="submit" color="primary" outline size="sm" disabled={carica.pending}>
          {carica.pending ? 'Caricamento…' : 'Carica lo stemma'}
        </Button>
        {presente && (
          <Button
            color="secondary"
            outline
            size="sm"
            disabled={togli.pending}
            onClick={() => {
              carica.reset()
              void togli.send().then((esito) => fatto(esito, 'I documenti non hanno più lo stemma.'))
            }}
          >
            Togli lo stemma
          </Button>
        )}
      </div>
    </form>
  )
}
