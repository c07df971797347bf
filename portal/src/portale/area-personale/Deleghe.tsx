import { Badge, Button } from 'design-react-kit'
import { useState } from 'react'
import { useAnnounce } from '../../kit/elements/Announcer'
import { Dialog } from '../../kit/elements/Dialog'
import { ErrorNotice } from '../../kit/elements/ErrorNotice'
import { Panel } from '../../kit/elements/Panel'
import { useCommand } from '../../kit/graphql/useCommand'
import { scriviGiorno } from '../../kit/tempo/giorno'
import { api } from '../api'
import { graphql } from '../gql'
import type { IoFragment } from '../gql/graphql'
import { useIo, useSession } from '../sessione'
import { NuovaDelega } from './NuovaDelega'

type Delega = IoFragment['deleghe'][number]

const REVOCA_DELEGA = graphql(`
  mutation RevocaDelega($id: ID!) {
    revocaDelega(id: $id)
  }
`)

/** The second adult: whom the tutore lets act for the family. */
export function Deleghe() {
  const io = useIo()
  const { setIo } = useSession()
  const announce = useAnnounce()
  const [nuova, setNuova] = useState(false)
  const [daRevocare, setDaRevocare] = useState<Delega | null>(null)

  function aggiunta(delega: Delega) {
    setIo({ ...io, deleghe: [...io.deleghe.filter(({ id }) => id !== delega.id), delega] })
    setNuova(false)
    announce(`Delega data a ${delega.nome} ${delega.cognome}.`)
  }

  function revocata(delega: Delega) {
    setIo({ ...io, deleghe: io.deleghe.map((d) => (d.id === delega.id ? { ...d, attiva: false } : d)) })
    setDaRevocare(null)
    announce(`Delega a ${delega.nome} ${delega.cognome} revocata.`)
  }

  return (
    <Panel title="Deleghe">
      <p>La persona delegata vede i tuoi figli e ne gestisce le prenotazioni. Chi paga rimani tu.</p>
      {io.deleghe.length > 0 && (
        <ul className="rows">
          {io.deleghe.map((delega) => (
            <li key={delega.id} className="row-with-action">
              <span>
                <strong>
                  {delega.nome} {delega.cognome}
                </strong>{' '}
                <Badge color={delega.attiva ? 'success' : 'secondary'}>{delega.attiva ? 'attiva' : 'revocata'}</Badge>
                <br />
                {delega.codiceFiscale}, dal {scriviGiorno(delega.dal)}
              </span>
              {delega.attiva && (
                <Button color="danger" outline size="sm" onClick={() => setDaRevocare(delega)}>
                  Revoca<span className="visually-hidden"> la delega a {delega.nome}</span>
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <Button color="primary" outline onClick={() => setNuova(true)}>
        Delega una persona
      </Button>
      {nuova && <NuovaDelega onFatto={aggiunta} onClose={() => setNuova(false)} />}
      {daRevocare && <Revoca delega={daRevocare} onFatto={revocata} onClose={() => setDaRevocare(null)} />}
    </Panel>
  )
}

interface RevocaProps {
  readonly delega: Delega
  readonly onFatto: (delega: Delega) => void
  readonly onClose: () => void
}

function Revoca({ delega, onFatto, onClose }: RevocaProps) {
  const revoca = useCommand(() => api.execute(REVOCA_DELEGA, { id: delega.id }))
  async function conferma() {
    if (await revoca.send()) onFatto(delega)
  }
  return (
    <Dialog title="Revocare la delega?" onClose={onClose}>
      <p>
        {delega.nome} {delega.cognome} non potrà più vedere i tuoi figli né gestirne le prenotazioni.
      </p>
      <ErrorNotice error={revoca.error} />
      <div className="button-row">
        <Button color="danger" disabled={revoca.pending} onClick={() => void conferma()}>
          Revoca la delega
        </Button>
        <Button color="secondary" outline onClick={onClose}>
          Annulla
        </Button>
      </div>
    </Dialog>
  )
}
