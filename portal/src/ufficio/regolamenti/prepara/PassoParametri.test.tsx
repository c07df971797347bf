// First of all: design-react-kit turns the React that is loaded after it into the one of production.
import 'react/jsx-dev-runtime'
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { fromGraphqlError } from '../../../kit/graphql/requestError'
import { bozzaDi } from '../parametri/bozza'
import { campoDellaRegola, type Regola } from '../regolamenti'
import { PassoParametri } from './PassoParametri'

const REGOLA = {
  titolo: 'Tariffa',
  versione: '1.0.0',
  // The author's order is not that of the alphabet, and what is required does not come first.
  schemaTesto: `{ "type": "object", "required": ["anno"], "properties": {
    "zona": { "title": "Zona", "type": "string" },
    "anno": { "title": "Anno", "type": "integer" },
    "base": { "title": "Base", "type": "integer" } } }`,
} as Regola

afterEach(cleanup)

function mostra(rifiutati: readonly { percorso: string; testo: string }[]) {
  const campo = campoDellaRegola(REGOLA)
  const nulla = () => undefined
  render(
    <PassoParametri
      regola={REGOLA}
      campo={campo}
      bozza={bozzaDi(campo, { anno: 3, base: 1 })}
      ripresa={false}
      rifiutati={rifiutati}
      onBozza={nulla}
      onRicomincia={nulla}
      onPronti={nulla}
    />,
  )
}

it('asks for the parameters in the order of the author', () => {
  mostra([])
  const nomi = screen.getAllByRole('textbox').map((campo) => campo.id)
  expect(nomi).toEqual(['parametro/zona', 'parametro/anno', 'parametro/base'])
  expect(screen.queryByRole('alert')).toBeNull()
})

it('says what the server refused at the field that it is about', () => {
  const { wrongValues } = fromGraphqlError({
    message: 'I parametri non sono corretti.',
    extensions: {
      code: 'PARAMETRI_NON_VALIDI',
      errori: [{ percorso: '/anno', messaggio: 'deve essere almeno 2000' }, { percorso: 7 }],
    },
  })
  expect(wrongValues).toHaveLength(1)
  mostra(wrongValues.map(({ path, message }) => ({ percorso: path, testo: message })))
  const anno = screen.getByLabelText(/^Anno/)
  expect(anno.getAttribute('aria-invalid')).toBe('true')
  const descritto = anno.getAttribute('aria-describedby') ?? ''
  expect(document.getElementById(descritto.split(' ').at(-1) ?? '')?.textContent).toBe('deve essere almeno 2000')
  expect(screen.getByLabelText(/^Base/).getAttribute('aria-invalid')).toBeNull()
  expect(document.activeElement?.textContent).toContain('C’è un dato da correggere')
})
