import { Link, useSearchParams } from 'react-router'
import { Loaded } from '../../kit/elements/Loaded'
import { Notice } from '../../kit/elements/Notice'
import { useQuery } from '../../kit/graphql/useQuery'
import { Page } from '../../kit/page/Page'
import { api } from '../api'
import { CLASSI, PLESSI } from './plessi'

/** Plesso, then class. A teacher of one plesso begins at the classes. */
export function Appello() {
  const [search, setSearch] = useSearchParams()
  const plessi = useQuery(api, PLESSI, {})
  return (
    <Page title="Appello">
      <Loaded query={plessi}>
        {(dati) => {
          const scelto = dati.plessi.find(({ id }) => id === search.get('plesso')) ?? unico(dati.plessi)
          if (dati.plessi.length === 0) return <Notice tone="info">Nessun plesso ti è stato assegnato.</Notice>
          return (
            <>
              {dati.plessi.length > 1 && (
                <nav aria-label="Plesso">
                  <h2 className="h4">Plesso</h2>
                  <ul className="big-buttons">
                    {dati.plessi.map((plesso) => (
                      <li key={plesso.id}>
                        <button
                          type="button"
                          aria-pressed={plesso === scelto}
                          onClick={() => setSearch({ plesso: plesso.id }, { replace: true })}
                        >
                          {plesso.nome}
                          {plesso.scuola !== plesso.nome && <small>{plesso.scuola}</small>}
                        </button>
                      </li>
                    ))}
                  </ul>
                </nav>
              )}
              {scelto && <Classi plesso={scelto.id} nome={scelto.nome} />}
            </>
          )
        }}
      </Loaded>
    </Page>
  )
}

function unico<T>(voci: readonly T[]): T | undefined {
  return voci.length === 1 ? voci[0] : undefined
}

function Classi({ plesso, nome }: { readonly plesso: string; readonly nome: string }) {
  const classi = useQuery(api, CLASSI, { plesso })
  return (
    <section>
      <h2 className="h4">Classi di {nome}</h2>
      <Loaded query={classi}>
        {(dati) =>
          dati.classi.length === 0 ? (
            <Notice tone="info">Nessuna classe in questo plesso.</Notice>
          ) : (
            <ul className="big-buttons">
              {dati.classi.map((classe) => (
                <li key={classe.id}>
                  <Link to={`/appello/${plesso}/${classe.id}`}>{classe.nome}</Link>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  )
}
