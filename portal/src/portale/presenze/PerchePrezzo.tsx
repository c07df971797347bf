import { scriviImporto } from '../../kit/denaro/importo'
import { Dialog } from '../../kit/elements/Dialog'
import { scriviGiorno } from '../../kit/tempo/giorno'
import type { PresenzaFragment } from '../gql/graphql'

type Passo = PresenzaFragment['motivazione'][number]

interface PerchePrezzoProps {
  readonly presenza: PresenzaFragment
  readonly onClose: () => void
}

/** «Perché questo importo?»: the steps of the regulation, in its own words and order. */
export function PerchePrezzo({ presenza, onClose }: PerchePrezzoProps) {
  return (
    <Dialog title="Perché questo importo?" onClose={onClose} wide>
      <p>
        Pasto del {scriviGiorno(presenza.giorno)}
        {presenza.importo != null && !presenza.daVerificare && (
          <>
            : <strong>{scriviImporto(presenza.importo)}</strong>
          </>
        )}
      </p>
      <ol className="steps">
        {presenza.motivazione.map((passo, i) => (
          <li key={`${i}-${passo.codice}`}>
            <DescrizionePasso passo={passo} />
          </li>
        ))}
      </ol>
    </Dialog>
  )
}

function DescrizionePasso({ passo }: { readonly passo: Passo }) {
  return (
    <>
      <p className="mb-1">{passo.testo}</p>
      {passo.dati.length > 0 && (
        <ul className="step-data">
          {passo.dati.map((dato) => (
            <li key={dato.nome}>
              {dato.nome}: <strong>{dato.valore}</strong>
            </li>
          ))}
        </ul>
      )}
      {passo.parametro && <p className="mb-1 small">Parametro: {passo.parametro}</p>}
      {passo.articolo && <p className="mb-1 small">Regolamento: {passo.articolo}</p>}
      {passo.dopo && (
        <p className="mb-0">
          Importo dopo questo passo: <strong>{passo.dopo}</strong>
        </p>
      )}
    </>
  )
}
