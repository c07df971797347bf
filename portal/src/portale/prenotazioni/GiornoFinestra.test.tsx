import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Comune } from '../../kit/comune/comune'
import { RequestError } from '../../kit/graphql/requestError'
import { ComuneContext } from '../../kit/page/ComuneContext'
import type { Giorno } from '../../kit/tempo/giorno'
import type { Istante } from '../../kit/tempo/istante'
import { api } from '../api'
import type { GiornoFragment } from '../gql/graphql'
import { GiornoFinestra } from './GiornoFinestra'

vi.mock('../api', () => ({ api: { execute: vi.fn() } }))

const execute = vi.mocked(api.execute)

const comune: Comune = {
  nome: 'Comune di Prova',
  colorePrimario: '#0066cc',
  contatti: {},
  collegamenti: {},
  moduli: ['anagrafe', 'prenotazioni'],
  sviluppo: false,
}

const giorno: GiornoFragment = {
  giorno: '2026-11-24' as Giorno,
  servizio: true,
  motivoChiusura: null,
  scelta: 'PASTO_BASE',
  scelte: [
    { scelta: 'PASTO_BASE', permessa: true, perche: null },
    { scelta: 'ASSENZA', permessa: true, perche: null },
    { scelta: 'PASTO_BIANCO', permessa: false, perche: 'Al massimo 3 giorni di seguito (art. 9).' },
  ],
  modificabileFino: '2026-11-24T08:30:00Z' as Istante,
  perche: null,
  versione: 7,
  prezzo: null,
  aggiornataIl: null,
  aggiornataDa: null,
}

const onSalvato = vi.fn()
const onSuperato = vi.fn(() => Promise.resolve())

function mostra(cambia: Partial<GiornoFragment> = {}, offrePastoBianco = true) {
  const voce = {
    iscrizione: '101',
    idAlunno: '1',
    alunno: 'Ada Prova',
    servizio: 'Refezione scolastica',
    scuola: 'Primaria',
    classe: '3A',
  }
  render(
    <ComuneContext.Provider value={comune}>
      <GiornoFinestra
        voce={voce}
        giorno={{ ...giorno, ...cambia }}
        offrePastoBianco={offrePastoBianco}
        onSalvato={onSalvato}
        onSuperato={onSuperato}
        onClose={() => {}}
      />
    </ComuneContext.Provider>,
  )
}

const scelta = (nome: RegExp) => screen.getByRole('button', { name: nome })

beforeEach(() => {
  vi.clearAllMocks()
  // jsdom has no modal dialogs.
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true
  }
  HTMLDialogElement.prototype.close = function () {
    this.open = false
  }
})
afterEach(cleanup)

describe('GiornoFinestra', () => {
  it('saves a choice at once, with the version that the page has seen', async () => {
    const nuovo = { ...giorno, scelta: 'ASSENZA', versione: 8 }
    execute.mockResolvedValue({ prenota: nuovo })
    mostra()
    await userEvent.click(scelta(/^Assenza/))
    expect(execute.mock.calls[0]?.[1]).toEqual({ iscrizione: '101', giorno: '2026-11-24', scelta: 'ASSENZA', versione: 7 })
    expect(onSalvato).toHaveBeenCalledWith(nuovo)
  })

  it('says why a choice is closed, and sends nothing when it is pressed', async () => {
    mostra()
    const bianco = scelta(/^Pasto bianco/)
    expect(bianco.getAttribute('aria-disabled')).toBe('true')
    const perche = document.getElementById(bianco.getAttribute('aria-describedby') ?? '')
    expect(perche?.textContent).toBe('Al massimo 3 giorni di seguito (art. 9).')
    await userEvent.click(bianco)
    expect(execute).not.toHaveBeenCalled()
  })

  it('does not speak of the pasto bianco where the comune has none', () => {
    mostra({}, false)
    expect(screen.queryByText(/bianco/i)).toBeNull()
  })

  it('reads the day again when another device was faster, and says so', async () => {
    execute.mockRejectedValue(new RequestError('CONFLITTO', 'Il giorno è stato cambiato nel frattempo.'))
    mostra()
    await userEvent.click(scelta(/^Assenza/))
    expect(onSuperato).toHaveBeenCalledOnce()
    expect(onSalvato).not.toHaveBeenCalled()
    expect(screen.getByRole('alert').textContent).toContain('cambiato nel frattempo')
    expect(screen.getByText(/Il calendario è stato riletto/)).toBeTruthy()
  })

  it('shows once, for the whole day, that the cut-off has passed', () => {
    const perche = 'Si poteva cambiare fino alle 09:30 (art. 7).'
    const chiuse = giorno.scelte.map((s) => ({ ...s, permessa: false, perche }))
    mostra({ perche, scelte: chiuse })
    expect(screen.getAllByText(perche)).toHaveLength(1)
    const assenza = scelta(/^Assenza/)
    expect(document.getElementById(assenza.getAttribute('aria-describedby') ?? '')?.textContent).toBe(perche)
  })

  it('tells the reason of a closed day instead of choices', () => {
    mostra({ servizio: false, motivoChiusura: 'Immacolata', scelte: [] })
    expect(screen.getByText('Nessun servizio: Immacolata.')).toBeTruthy()
    expect(screen.queryByRole('list', { name: 'Scelte del giorno' })).toBeNull()
  })
})
