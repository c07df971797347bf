import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import { DateField } from '../../kit/elements/DateField'
import type { Giorno } from '../../kit/tempo/giorno'

interface Periodo {
  readonly dal: Giorno | null
  readonly al: Giorno | null
}

interface PeriodoPresenzeProps {
  readonly periodo: Periodo
  readonly onPeriodo: (periodo: Periodo) => void
}

/** The days to look at; an open end goes to the beginning or to today. */
export function PeriodoPresenze({ periodo, onPeriodo }: PeriodoPresenzeProps) {
  const [dal, setDal] = useState(periodo.dal)
  const [al, setAl] = useState(periodo.al)

  function submit(event: FormEvent) {
    event.preventDefault()
    onPeriodo({ dal, al })
  }

  return (
    <form className="filters" onSubmit={submit}>
      <DateField label="Dal" value={dal} max={al} onChange={setDal} />
      <DateField label="Al" value={al} min={dal} onChange={setAl} />
      <Button type="submit" color="primary" outline>
        Mostra il periodo
      </Button>
    </form>
  )
}
