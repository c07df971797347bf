import { Loaded } from '../../kit/elements/Loaded'
import { useQuery } from '../../kit/graphql/useQuery'
import { meseDi, scriviMese } from '../../kit/tempo/mese'
import { api } from '../api'
import { graphql } from '../gql'
import type { ConsumiDaEmettereQuery, Servizio } from '../gql/graphql'

const DA_EMETTERE = graphql(`
  query ConsumiDaEmettere($servizio: Servizio!) {
    consumiDaEmettere(servizio: $servizio) {
      mese
      consumi
      senzaPrezzo
    }
  }
`)

type DelMese = ConsumiDaEmettereQuery['consumiDaEmettere'][number]

/** What waits for a bill, so that nothing of a month that was billed already is forgotten. */
export function DaEmettere({ servizio }: { readonly servizio: Servizio }) {
  const query = useQuery(api, DA_EMETTERE, { servizio })
  return (
    <section aria-labelledby="da-emettere" className="mb-4">
      <h2 id="da-emettere" className="h5">
        Non ancora su una retta
      </h2>
      <Loaded query={query} lines={2}>
        {({ consumiDaEmettere: mesi }) =>
          mesi.length === 0 ? (
            <p className="mb-0">Nessun consumo di questo servizio.</p>
          ) : (
            <>
              <ul className="mb-2">
                {mesi.map((m) => (
                  <li key={m.mese}>
                    {scriviMese(meseDi(m.mese))}: {inParole(m)}
                  </li>
                ))}
              </ul>
              <p className="mb-0">
                Se il periodo comprende un mese già emesso, se ne emette solo ciò che è rimasto fuori dalle rette.
              </p>
            </>
          )
        }
      </Loaded>
    </section>
  )
}

function inParole({ consumi, senzaPrezzo }: DelMese): string {
  const quanti = consumi === 1 ? '1 consumo' : `${consumi.toLocaleString('it-IT')} consumi`
  return senzaPrezzo === 0 ? quanti : `${quanti}, di cui ${senzaPrezzo.toLocaleString('it-IT')} senza prezzo`
}
