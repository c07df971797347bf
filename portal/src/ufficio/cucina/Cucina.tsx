import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { DateField } from '../../kit/elements/DateField'
import { Icon } from '../../kit/elements/Icon'
import { Loaded } from '../../kit/elements/Loaded'
import { Notice } from '../../kit/elements/Notice'
import { SelectField } from '../../kit/elements/SelectField'
import { useLive } from '../../kit/graphql/useLive'
import { useQuery } from '../../kit/graphql/useQuery'
import { Page } from '../../kit/page/Page'
import { leggiGiorno, scriviGiornoEsteso, type Giorno } from '../../kit/tempo/giorno'
import { oggi } from '../../kit/tempo/orologio'
import { api, live } from '../api'
import type { ConteggioFragment } from '../gql/graphql'
import { CONTEGGI, CONTEGGI_CAMBIATI } from './conteggi'
import { Riepilogo } from './Riepilogo'
import { perPlesso } from './somme'
import { StatoLinea } from './StatoLinea'
import { TabellaPlesso } from './TabellaPlesso'

/** The kitchen's page: how many meals of what go where, as families and schools change them. */
export function Cucina() {
  const [search, setSearch] = useSearchParams()
  const giorno = leggiGiorno(search.get('giorno')) ?? oggi()
  const [plesso, setPlesso] = useState('')
  const conteggi = useQuery(api, CONTEGGI, { giorno })
  const linea = useLive(live, CONTEGGI_CAMBIATI, { giorno }, {
    onData: ({ conteggiCambiati }) => conteggi.update(() => ({ conteggi: conteggiCambiati })),
    onConnected: () => void conteggi.reload(),
  })

  return (
    <Page title="Cucina" lead={<p className="day-name">{scriviGiornoEsteso(giorno)}</p>}>
      <div className="filters">
        <DateField
          label="Giorno"
          required
          value={giorno}
          onChange={(scelto) => {
            if (scelto) setSearch({ giorno: scelto })
          }}
        />
        {conteggi.data && (
          <SceltaPlesso conteggio={conteggi.data.conteggi} plesso={plesso} onPlesso={setPlesso} />
        )}
        <Scarica giorno={giorno} />
      </div>
      <StatoLinea stato={linea} aggiornato={conteggi.data?.conteggi.aggiornato ?? null} />
      <Loaded query={conteggi} lines={10}>
        {(dati) => <Tabelle conteggio={dati.conteggi} plesso={plesso} />}
      </Loaded>
    </Page>
  )
}

function Tabelle({ conteggio, plesso }: { readonly conteggio: ConteggioFragment; readonly plesso: string }) {
  if (conteggio.righe.length === 0) {
    return <Notice tone="info">Nessun pasto in questo giorno: il servizio è chiuso o non ci sono iscritti.</Notice>
  }
  const righe = conteggio.righe.filter((riga) => plesso === '' || riga.plesso.id === plesso)
  return (
    <>
      {conteggio.chiuso ? (
        <Notice tone="success">Conteggi definitivi: l’orario limite è passato.</Notice>
      ) : (
        <Notice tone="info">Conteggi provvisori: le famiglie possono ancora cambiare.</Notice>
      )}
      <Riepilogo righe={righe} />
      {perPlesso(righe).map((gruppo) => (
        <TabellaPlesso key={gruppo.plesso.id} gruppo={gruppo} />
      ))}
    </>
  )
}

interface SceltaPlessoProps {
  readonly conteggio: ConteggioFragment
  readonly plesso: string
  readonly onPlesso: (plesso: string) => void
}

function SceltaPlesso({ conteggio, plesso, onPlesso }: SceltaPlessoProps) {
  const gruppi = perPlesso(conteggio.righe)
  if (gruppi.length < 2) return null
  const opzioni = gruppi.map((g) => ({ value: g.plesso.id, label: g.plesso.nome }))
  return (
    <SelectField
      label="Plesso"
      value={plesso}
      options={[{ value: '', label: 'Tutti i plessi' }, ...opzioni]}
      onChange={onPlesso}
    />
  )
}

function Scarica({ giorno }: { readonly giorno: Giorno }) {
  return (
    <div className="downloads">
      {(['csv', 'pdf'] as const).map((formato) => (
        <a key={formato} className="btn btn-outline-primary" href={`/api/refezione/conteggi/${giorno}.${formato}`} download>
          <Icon name="download" />
          Scarica {formato.toUpperCase()}
        </a>
      ))}
    </div>
  )
}
