import { useQuery } from '../../kit/graphql/useQuery'
import type { Giorno } from '../../kit/tempo/giorno'
import { api } from '../api'
import { graphql } from '../gql'

const MENU = graphql(`
  query Menu($alunno: ID!, $dal: Giorno!, $al: Giorno!) {
    menu(alunno: $alunno, dal: $dal, al: $al) {
      giorno
      portate {
        nome
        allergeni
      }
    }
  }
`)

interface MenuDelGiornoProps {
  readonly alunno: string
  readonly giorno: Giorno
}

/** What the kitchen serves, where it has published it. Without it the day can be booked all the same. */
export function MenuDelGiorno({ alunno, giorno }: MenuDelGiornoProps) {
  const { data } = useQuery(api, MENU, { alunno, dal: giorno, al: giorno })
  const portate = data?.menu.find((m) => m.giorno === giorno)?.portate ?? []
  if (portate.length === 0) return null
  return (
    <section aria-labelledby="menu-del-giorno">
      <h3 id="menu-del-giorno" className="h6">
        Menu del giorno
      </h3>
      <ul className="dishes">
        {portate.map(({ nome, allergeni }) => (
          <li key={nome}>
            {nome}
            {allergeni.length > 0 && <small>Allergeni: {allergeni.join(', ')}</small>}
          </li>
        ))}
      </ul>
    </section>
  )
}
