import { Icon } from '../elements/Icon'
import { pdfDellAttestazione } from './documenti'
import { scriviImporto, type Importo } from './importo'

/** What was paid for a child in a year. */
export interface Attestazione {
  readonly anno: number
  readonly alunno: string
  readonly nome: string
  readonly totale: Importo
  readonly escluso: Importo
  readonly disponibile: boolean
}

/** What was paid for each child, year by year, with the certificate of the years that are over. */
export function Attestazioni({ attestazioni }: { readonly attestazioni: readonly Attestazione[] }) {
  return (
    <>
      <p>
        Quanto è stato pagato nell’anno, con mezzi tracciabili, per ogni bambino. L’attestazione serve per la
        detrazione delle spese scolastiche (codice 12) e si scarica quando l’anno è finito.
      </p>
      <ul className="rows mb-0">
        {attestazioni.map(({ anno, alunno, nome, totale, escluso, disponibile }) => (
          <li key={`${anno}-${alunno}`}>
            <strong>
              {anno}, {nome}
            </strong>
            : <span className="amount">{scriviImporto(totale)}</span>
            {escluso > 0 && ` (in contanti, non compresi: ${scriviImporto(escluso)})`}{' '}
            {disponibile ? (
              <a href={pdfDellAttestazione(alunno, anno)} download>
                <Icon name="download" /> Scarica l’attestazione
                <span className="visually-hidden">
                  {' '}
                  {anno}, {nome}
                </span>
              </a>
            ) : (
              <span className="small">dal 1° gennaio {anno + 1}</span>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
