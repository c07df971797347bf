import { Button } from 'design-react-kit'
import { useState, type ChangeEvent, type FormEvent } from 'react'
import { Link, Navigate, useNavigate } from 'react-router'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { Field } from '../../kit/elements/Field'
import { Notice } from '../../kit/elements/Notice'
import { PasswordField } from '../../kit/elements/PasswordField'
import { useCommand } from '../../kit/graphql/useCommand'
import { Page } from '../../kit/page/Page'
import { api } from '../api'
import { graphql } from '../gql'
import { useSession } from '../sessione'
import { FormCodice } from './FormCodice'
import { PASSWORD_MINIMA, regolaPassword } from './password'
import { PostaLocale } from './PostaLocale'
import { useCompletaRegistrazione } from './useCompletaRegistrazione'

const REGISTRATI = graphql(`
  mutation Registrati($dati: RegistratiInput!) {
    registrati(dati: $dati) {
      stato
      io {
        ...Io
      }
    }
  }
`)

const VUOTI = { codiceFiscale: '', nome: '', cognome: '', email: '', telefono: '', password: '', codiceAttivazione: '' }

export function Registrati() {
  const { io, setIo } = useSession()
  const navigate = useNavigate()
  const [dati, setDati] = useState(VUOTI)
  const [daConfermare, setDaConfermare] = useState(false)
  const registra = useCommand(async () => {
    const { registrati } = await api.execute(REGISTRATI, {
      dati: {
        ...dati,
        codiceFiscale: dati.codiceFiscale.trim().toUpperCase(),
        telefono: dati.telefono.trim() || null,
        codiceAttivazione: dati.codiceAttivazione.trim() || null,
      },
    })
    return registrati
  })

  async function submit(event: FormEvent) {
    event.preventDefault()
    const esito = await registra.send()
    if (esito?.io) {
      setIo(esito.io)
      navigate('/utenti', { replace: true })
    } else if (esito) {
      setDaConfermare(true)
    }
  }

  if (io) return <Navigate to="/utenti" replace />
  if (daConfermare) return <ControllaLaPosta password={dati.password} />

  const campo = (nome: keyof typeof VUOTI) => ({
    value: dati[nome],
    onChange: (e: ChangeEvent<HTMLInputElement>) => setDati({ ...dati, [nome]: e.target.value }),
    error: registra.error?.field === nome ? registra.error.message : null,
  })

  return (
    <Page
      title="Registrati"
      crumbs={[{ label: 'Accedi', to: '/accedi' }]}
      lead={<p>Per chi accede la prima volta. L’ufficio deve già conoscere la tua famiglia.</p>}
    >
      <form onSubmit={(e) => void submit(e)} className="narrow-form">
        <ErrorNotice error={registra.error} fields={Object.keys(VUOTI)} />
        <Field label="Codice fiscale" required maxLength={16} autoCapitalize="characters" spellCheck={false} {...campo('codiceFiscale')} />
        <Field label="Nome" required autoComplete="given-name" {...campo('nome')} />
        <Field label="Cognome" required autoComplete="family-name" {...campo('cognome')} />
        <Field label="Indirizzo e-mail" type="email" required autoComplete="email" {...campo('email')} />
        <Field label="Telefono" type="tel" autoComplete="tel" {...campo('telefono')} />
        <PasswordField
          label="Password"
          autoComplete="new-password"
          minLength={PASSWORD_MINIMA}
          hint={regolaPassword}
          value={dati.password}
          onChange={(password) => setDati({ ...dati, password })}
          error={registra.error?.field === 'password' ? registra.error.message : null}
        />
        <Field
          label="Codice di attivazione"
          hint="Il codice che l’ufficio ti ha dato. Senza codice riceverai una conferma all’indirizzo e-mail che l’ufficio già conosce."
          autoComplete="off"
          spellCheck={false}
          {...campo('codiceAttivazione')}
        />
        <Button type="submit" color="primary" disabled={registra.pending}>
          {registra.pending ? 'Invio in corso…' : 'Invia'}
        </Button>
      </form>
      <p className="mt-4">
        Hai già una password? <Link to="/accedi">Accedi</Link>
        <br />
        Hai ricevuto un codice per e-mail? <Link to="/completa-registrazione">Completa la registrazione</Link>
      </p>
    </Page>
  )
}

function ControllaLaPosta({ password }: { readonly password: string }) {
  const completa = useCompletaRegistrazione()
  return (
    <Page title="Controlla la posta" crumbs={[{ label: 'Registrati', to: '/registrati' }]}>
      <Notice tone="info">
        <p className="mb-0">
          Se i dati corrispondono a quelli in possesso dell’ufficio, un messaggio con il codice di conferma arriva
          all’indirizzo e-mail che l’ufficio conosce.
        </p>
        <PostaLocale />
      </Notice>
      <FormCodice azione="Completa la registrazione" onCodice={(codice) => completa(codice, password)} />
      <p className="mt-4">Se il messaggio non arriva, chiedi all’ufficio un codice di attivazione.</p>
    </Page>
  )
}
