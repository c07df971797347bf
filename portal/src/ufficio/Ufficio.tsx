import './ufficio.css'
import { Route, Routes, useNavigate } from 'react-router'
import { haModulo } from '../kit/comune/comune'
import { Layout } from '../kit/page/Layout'
import { NotFound } from '../kit/page/NotFound'
import { RequireAccess } from '../kit/page/RequireAccess'
import { Accedi } from './accesso/Accedi'
import { ESCI } from './accesso/esci'
import { api } from './api'
import { Appello } from './appello/Appello'
import { AppelloClasse } from './appello/AppelloClasse'
import { Conti } from './conti/Conti'
import { ContiFamiglia } from './conti/ContiFamiglia'
import { Cucina } from './cucina/Cucina'
import { Documenti } from './documenti/Documenti'
import { Emissione } from './emissioni/Emissione'
import { Emissioni } from './emissioni/Emissioni'
import { NuovaEmissione } from './emissioni/NuovaEmissione'
import { Gestioni } from './gestioni/Gestioni'
import { Impostazioni } from './impostazioni/Impostazioni'
import { Inizio } from './Inizio'
import { RiepilogoIncassi } from './incassi/RiepilogoIncassi'
import { Flusso } from './pagopa/Flusso'
import { Pagopa } from './pagopa/Pagopa'
import { puoAprire } from './permessi'
import { PagineRegolamenti } from './regolamenti/PagineRegolamenti'
import { SessionProvider, useSession } from './sessione'
import { RiscossioneCoattiva } from './solleciti/RiscossioneCoattiva'
import { Solleciti } from './solleciti/Solleciti'

/** The pages of the offices, the kitchens and the schools. */
export function Ufficio() {
  return (
    <SessionProvider>
      <Pagine />
    </SessionProvider>
  )
}

function Pagine() {
  const { comune, io, setIo } = useSession()
  const navigate = useNavigate()
  const refezione = haModulo(comune, 'refezione')
  const cucina = refezione && puoAprire(io, 'cucina')
  const appello = refezione && puoAprire(io, 'appello')
  const pagamenti = haModulo(comune, 'pagamenti')
  const conti = pagamenti && puoAprire(io, 'conti')
  const emissioni = pagamenti && puoAprire(io, 'emissioni')
  const regolamenti = puoAprire(io, 'regolamenti')
  const impostazioni = puoAprire(io, 'impostazioni')
  const menu = [
    ...(cucina ? [{ label: 'Cucina', to: '/cucina' }] : []),
    ...(appello ? [{ label: 'Appello', to: '/appello' }] : []),
    ...(conti ? [{ label: 'Conti', to: '/conti' }] : []),
    ...(conti ? [{ label: 'pagoPA', to: '/pagopa' }] : []),
    ...(emissioni ? [{ label: 'Emissioni', to: '/emissioni' }] : []),
    ...(emissioni ? [{ label: 'Solleciti', to: '/solleciti' }] : []),
    ...(regolamenti ? [{ label: 'Regolamenti', to: '/regolamenti' }] : []),
    ...(impostazioni ? [{ label: 'Impostazioni', to: '/impostazioni' }] : []),
  ]

  async function esci() {
    await api.execute(ESCI, {})
    navigate('/accedi')
    setIo(null)
  }

  return (
    <Layout
      comune={comune}
      portal="Portale degli uffici"
      menu={menu}
      person={io && { nome: io.nome, cognome: io.cognome }}
      onLogOut={() => void esci()}
      footerLinks={
        <li>
          <a href="/">Portale delle famiglie</a>
        </li>
      }
    >
      <Routes>
        <Route path="accedi" element={<Accedi />} />
        <Route element={<RequireAccess allowed={io !== null} />}>
          <Route index element={<Inizio menu={menu} />} />
          {cucina && <Route path="cucina" element={<Cucina />} />}
          {appello && (
            <>
              <Route path="appello" element={<Appello />} />
              <Route path="appello/:plesso/:classe" element={<AppelloClasse />} />
            </>
          )}
          {conti && (
            <>
              <Route path="conti" element={<Conti />} />
              <Route path="conti/come-si-paga" element={<Gestioni />} />
              <Route path="conti/documenti" element={<Documenti />} />
              <Route path="conti/incassi" element={<RiepilogoIncassi />} />
              <Route path="conti/:famiglia" element={<ContiFamiglia />} />
              <Route path="pagopa" element={<Pagopa />} />
              <Route path="pagopa/flussi/:id" element={<Flusso />} />
            </>
          )}
          {emissioni && (
            <>
              <Route path="emissioni" element={<Emissioni />} />
              <Route path="emissioni/nuova" element={<NuovaEmissione />} />
              <Route path="emissioni/:id" element={<Emissione />} />
              <Route path="solleciti" element={<Solleciti />} />
              <Route path="solleciti/riscossione-coattiva" element={<RiscossioneCoattiva />} />
            </>
          )}
          {regolamenti && <Route path="regolamenti/*" element={<PagineRegolamenti />} />}
          {impostazioni && <Route path="impostazioni" element={<Impostazioni />} />}
          <Route path="*" element={<NotFound />} />
        </Route>
      </Routes>
    </Layout>
  )
}
