import { Button } from 'design-react-kit'
import { useState, type FormEvent } from 'react'
import { Field } from '../../kit/elements/Field'

interface PeriodoPresenzeProps {
  readonly dal: string | null
  readonly al: string | null
  readonly onPeriodo: (periodo: { dal: string | null; al: string | null }) => void
}

export function PeriodoPresenze({ dal, al, onPeriodo }: PeriodoPresenzeProps) {
  const [da, setDa] = useState(dal ?? '')
  const [a, setA] = useState(al ?? '')

  function submit(event: FormEvent) {
    event.preventDefault()
    onPeriodo({ dal: da || null, al: a || null })
  }

  return (
    <form className="filters" onSubmit={submit}>
      <Field label="Dal" type="date" value={da} max={a || undefined} onChange={(e) => setDa(e.target.value)} />
      <Field label="Al" type="date" value={a} min={da || undefined} onChange={(e) => setA(e.target.value)} />
      <Button type="submit" color="primary" outline>
        Mostra il periodo
      </Button>
    </form>
  )
}
