import { useState } from 'react'
import { DateField } from '../../kit/elements/DateField'
import type { Giorno } from '../../kit/tempo/giorno'
import { oggi } from '../../kit/tempo/orologio'
import { api } from '../api'
import { FinestraMotivo } from '../elementi/FinestraMotivo'
import { graphql } from '../gql'

const CONCEDI = graphql(`
  mutation ConcediDeroga($famiglia: ID!, $finoAl: Giorno!, $motivo: String!) {
    concediDeroga(famiglia: $famiglia, finoAl: $finoAl, motivo: $motivo)
  }
`)

interface ConcediDerogaProps {
  readonly famiglia: string
  readonly onFatto: () => void
  readonly onClose: () => void
}

/** Lets a family that owes enrol its children until a day. */
export function ConcediDeroga({ famiglia, onFatto, onClose }: ConcediDerogaProps) {
  const [finoAl, setFinoAl] = useState<Giorno | null>(null)
  return (
    <FinestraMotivo
      title="Concedi una deroga al blocco"
      azione="Concedi"
      hint="Resta nel registro delle operazioni."
      invia={async (motivo) => (finoAl ? api.execute(CONCEDI, { famiglia, finoAl, motivo }) : null)}
      onFatto={onFatto}
      onClose={onClose}
    >
      <DateField label="Fino al" required min={oggi()} value={finoAl} onChange={setFinoAl} />
    </FinestraMotivo>
  )
}
