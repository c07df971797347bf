/** A step by which a regulation came to its answer, in its own words. */
export interface Passo {
  readonly codice?: string
  readonly testo: string
  readonly articolo?: string | null
  /** What the step looked at. */
  readonly dati?: readonly { readonly nome: string; readonly valore: string }[]
  readonly parametro?: string | null
  readonly dopo?: string | null
}

/** Names that rules give to what they look at, where the name alone says too little. */
const NOMI: Readonly<Record<string, string>> = {
  isee: 'ISEE',
  figlio: 'Figlio iscritto n.',
  minori: 'Minori nel nucleo',
  residuo: 'Resta da pagare',
  personale: 'Prezzo per il personale',
}

/** The name of what a rule looked at, as people say it: "giorni_di_ritardo" → "Giorni di ritardo". */
export function inParole(nome: string): string {
  const parole = nome.replaceAll('_', ' ')
  return NOMI[nome] ?? parole.charAt(0).toUpperCase() + parole.slice(1)
}

/** A parameter comes as "name: value". */
export function parametroInParole(parametro: string): string {
  const [nome = '', ...valore] = parametro.split(': ')
  return [inParole(nome), ...valore].join(': ')
}

/** The steps of the regulation, in its order. */
export function Motivazione({ passi }: { readonly passi: readonly Passo[] }) {
  return (
    <ol className="steps">
      {passi.map((passo, i) => (
        <li key={`${i}-${passo.codice ?? passo.testo}`}>
          <DescrizionePasso passo={passo} />
        </li>
      ))}
    </ol>
  )
}

function DescrizionePasso({ passo }: { readonly passo: Passo }) {
  const { dati = [] } = passo
  return (
    <>
      <p className="mb-1">{passo.testo}</p>
      {dati.length > 0 && (
        <ul className="step-data">
          {dati.map((dato) => (
            <li key={dato.nome}>
              {inParole(dato.nome)}: <strong>{dato.valore}</strong>
            </li>
          ))}
        </ul>
      )}
      {passo.parametro && <p className="mb-1 small">Previsto dal regolamento: {parametroInParole(passo.parametro)}</p>}
      {passo.articolo && <p className="mb-1 small">Articolo: {passo.articolo}</p>}
      {passo.dopo && (
        <p className="mb-0">
          Dopo questo passo: <strong>{passo.dopo}</strong>
        </p>
      )}
    </>
  )
}
