import { useState } from 'react'
import { DateField } from '../elements/DateField'
import { Icon } from '../elements/Icon'
import { inizioAnnoScolastico } from '../tempo/annoScolastico'
import type { Giorno } from '../tempo/giorno'
import { oggi } from '../tempo/orologio'
import { pdfDellEstratto, type ContoStampato } from './documenti'

/** The statement of an account as a PDF, from one day to another: at first the school year so far. */
export function EstrattoConto({ conto }: { readonly conto: ContoStampato }) {
  const [dal, setDal] = useState<Giorno | null>(() => inizioAnnoScolastico(oggi()))
  const [al, setAl] = useState<Giorno | null>(oggi)
  return (
    <div className="filters">
      <DateField label="Estratto conto dal" required value={dal} onChange={setDal} />
      <DateField label="fino al" required value={al} onChange={setAl} />
      {dal && al && dal <= al ? (
        <a className="btn btn-outline-primary btn-sm" href={pdfDellEstratto(conto, dal, al)} download>
          <Icon name="download" /> Scarica l’estratto conto (PDF)
        </a>
      ) : (
        <p className="field-error">La fine viene prima dell’inizio.</p>
      )}
    </div>
  )
}
