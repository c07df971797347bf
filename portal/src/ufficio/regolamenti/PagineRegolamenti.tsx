import './regolamenti.css'
import { Route, Routes } from 'react-router'
import { NotFound } from '../../kit/page/NotFound'
import { puoPreparareRegolamenti } from '../permessi'
import { useIo } from '../sessione'
import { Componenti } from './componenti/Componenti'
import { RipetiDecisione } from './decisioni/RipetiDecisione'
import { Prepara } from './prepara/Prepara'
import { ScegliRegola } from './prepara/ScegliRegola'
import { SchedaProposta } from './proposte/SchedaProposta'
import { Regolamenti } from './Regolamenti'
import { SchedaAttivazione } from './SchedaAttivazione'
import { Simulazione } from './simulazioni/Simulazione'
import { Simulazioni } from './simulazioni/Simulazioni'

/** The pages below /regolamenti. */
export function PagineRegolamenti() {
  const prepara = puoPreparareRegolamenti(useIo())
  return (
    <Routes>
      <Route index element={<Regolamenti />} />
      {prepara && (
        <>
          <Route path="nuovo" element={<ScegliRegola />} />
          <Route path="prepara" element={<Prepara />} />
          <Route path="componenti" element={<Componenti />} />
          <Route path="decisioni" element={<RipetiDecisione />} />
        </>
      )}
      <Route path="in-vigore/:id" element={<SchedaAttivazione />} />
      <Route path="proposte/:id" element={<SchedaProposta />} />
      <Route path="simulazioni" element={<Simulazioni />} />
      <Route path="simulazioni/:id" element={<Simulazione />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  )
}

