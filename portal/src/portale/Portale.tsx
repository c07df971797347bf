import { Route, Routes, useNavigate } from 'react-router'
import { haModulo } from '../kit/comune/comune'
import { Layout } from '../kit/page/Layout'
import { NotFound } from '../kit/page/NotFound'
import { RequireAccess } from '../kit/page/RequireAccess'
import { Accedi } from './accesso/Accedi'
import { CompletaRegistrazione } from './accesso/CompletaRegistrazione'
import { ESCI } from './accesso/esci'
import { RecuperoPassword } from './accesso/RecuperoPassword'
import { Registrati } from './accesso/Registrati'
import { ReimpostaPassword } from './accesso/ReimpostaPassword'
import { api } from './api'
import { AreaPersonale } from './area-personale/AreaPersonale'
import { Benvenuto } from './Benvenuto'
import { DettaglioRetta } from './pagamenti/DettaglioRetta'
import { EsitoPagamento } from './pagamenti/EsitoPagamento'
import { Pagamenti } from './pagamenti/Pagamenti'
import { Prenotazioni } from './prenotazioni/Prenotazioni'
import { PrenotazioniIscrizione } from './prenotazioni/PrenotazioniIscrizione'
import { Presenze } from './presenze/Presenze'
import { SessionProvider, useSession } from './sessione'
import { ContoServizio } from './stato-contabile/ContoServizio'
import { StatoContabile } from './stato-contabile/StatoContabile'
import { Utente } from './utenti/Utente'
import { Utenti } from './utenti/Utenti'

/** The portal of the families. */
export function Portale() {
  return (
    <SessionProvider>
      <Pagine />
    </SessionProvider>
  )
}

function Pagine() {
  const { comune, io, setIo } = useSession()
  const navigate = useNavigate()
  const prenotazioni = haModulo(comune, 'prenotazioni')
  const refezione = haModulo(comune, 'refezione')
  // Accounts are of the parent who pays: a delegate has none.
  const pagamenti = haModulo(comune, 'pagamenti') && (io?.tutore ?? false)

  async function esci() {
    await api.execute(ESCI, {})
    navigate('/')
    setIo(null)
  }

  const menu = io
    ? [
        { label: 'Utenti', to: '/utenti' },
        ...(prenotazioni ? [{ label: 'Prenotazioni', to: '/prenotazioni' }] : []),
        ...(pagamenti
          ? [
              { label: 'Stato contabile', to: '/stato-contabile' },
              { label: 'Pagamenti', to: '/pagamenti' },
            ]
          : []),
        { label: 'Area personale', to: '/area-personale' },
      ]
    : []

  return (
    <Layout
      comune={comune}
      portal="Portale delle famiglie"
      menu={menu}
      person={io && { nome: io.nome, cognome: io.cognome, to: '/area-personale' }}
      onLogOut={() => void esci()}
      footerLinks={
        <li>
          <a href="/ufficio/">Accesso per gli uffici</a>
        </li>
      }
    >
      <Routes>
        <Route index element={<Benvenuto />} />
        <Route path="accedi" element={<Accedi />} />
        <Route path="registrati" element={<Registrati />} />
        <Route path="completa-registrazione" element={<CompletaRegistrazione />} />
        <Route path="recupero-password" element={<RecuperoPassword />} />
        <Route path="reimposta-password" element={<ReimpostaPassword />} />
        <Route element={<RequireAccess allowed={io !== null} />}>
          <Route path="area-personale" element={<AreaPersonale />} />
          <Route path="utenti" element={<Utenti />} />
          <Route path="utenti/:alunno" element={<Utente />} />
          {refezione && <Route path="utenti/:alunno/presenze/:iscrizione" element={<Presenze />} />}
          {prenotazioni && (
            <>
              <Route path="prenotazioni" element={<Prenotazioni />} />
              <Route path="prenotazioni/:iscrizione" element={<PrenotazioniIscrizione />} />
            </>
          )}
          {pagamenti && (
            <>
              <Route path="stato-contabile" element={<StatoContabile />} />
              <Route path="stato-contabile/:servizio" element={<ContoServizio />} />
              <Route path="pagamenti" element={<Pagamenti />} />
              <Route path="pagamenti/rette/:retta" element={<DettaglioRetta />} />
              <Route path="pagamenti/esito/:esito" element={<EsitoPagamento />} />
            </>
          )}
        </Route>
        <Route path="*" element={<NotFound />} />
      </Routes>
    </Layout>
  )
}
