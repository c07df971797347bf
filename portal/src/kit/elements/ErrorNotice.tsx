import { Button } from 'design-react-kit'
import type { RequestError } from '../graphql/requestError'
import { Notice } from './Notice'

interface ErrorNoticeProps {
  readonly error: RequestError | null
  readonly onRetry?: () => unknown
  /** Fields of the form: an error about one of them is written there. */
  readonly fields?: readonly string[]
}

/** What went wrong, in the server's words; an internal error with the code to tell the helpdesk. */
export function ErrorNotice({ error, onRetry, fields = [] }: ErrorNoticeProps) {
  if (!error) return null
  const atField = error.field !== null && fields.includes(error.field)
  return (
    <Notice tone="danger">
      <p className="mb-0">{atField ? 'Un dato non va bene: controlla il campo segnalato.' : error.message}</p>
      {error.correlation && (
        <p className="mb-0 mt-2 small">
          Se chiedi assistenza, indica il codice <code className="text-break">{error.correlation}</code>
        </p>
      )}
      {onRetry && (
        <Button color="primary" outline size="sm" className="mt-3" onClick={() => void onRetry()}>
          Riprova
        </Button>
      )}
    </Notice>
  )
}
