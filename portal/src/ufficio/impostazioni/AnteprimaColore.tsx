import { CONTRASTO_MINIMO, contrastoColBianco, leggiColore } from '../../kit/comune/tema'

const DECIMALE = new Intl.NumberFormat('it-IT', { minimumFractionDigits: 1, maximumFractionDigits: 1 })

/** White text on the colour that is being typed, and whether it can be read there. */
export function AnteprimaColore({ colore }: { readonly colore: string }) {
  const rgb = leggiColore(colore)
  if (!rgb) return null
  // Rounded down: 4.49 is not shown as the 4.5 that it does not reach.
  const contrasto = Math.floor(contrastoColBianco(rgb) * 10) / 10
  const leggibile = contrasto >= CONTRASTO_MINIMO
  return (
    <div className="colour-preview">
      <span className="colour-sample" style={{ backgroundColor: `rgb(${rgb.join(' ')})` }} aria-hidden="true">
        {leggibile ? 'Testo di prova' : ''}
      </span>
      <span>
        Contrasto con il testo bianco {DECIMALE.format(contrasto)} a 1:{' '}
        {leggibile ? 'si legge bene.' : `servono almeno ${DECIMALE.format(CONTRASTO_MINIMO)}, scegli un colore più scuro.`}
      </span>
    </div>
  )
}
