/** WCAG 2.1 AA: text on the colour of the comune, and links of that colour on white. */
export const CONTRASTO_MINIMO = 4.5
/** The blue of Bootstrap Italia, for a comune whose colour cannot be read. */
const BLU: Rgb = [0, 102, 204]

type Rgb = readonly [number, number, number]

/** The channels of `#rrggbb`; null for what is no colour. */
export function leggiColore(colore: string): Rgb | null {
  const cifre = /^#([0-9a-f]{6})$/i.exec(colore.trim())?.[1]
  if (!cifre) return null
  return [0, 2, 4].map((da) => parseInt(cifre.slice(da, da + 2), 16)) as unknown as Rgb
}

function luminanza(colore: Rgb): number {
  const [r, g, b] = colore.map((canale) => {
    const c = canale / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  }) as unknown as Rgb
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** Contrast with white, from 1 to 21. */
export function contrastoColBianco(colore: Rgb): number {
  return 1.05 / (luminanza(colore) + 0.05)
}

function scurisci(colore: Rgb, parte: number): Rgb {
  return colore.map((c) => Math.round(c * parte)) as unknown as Rgb
}

/** The colour of the comune, darkened just as much as white text on it needs. */
export function coloreLeggibile(colorePrimario: string): Rgb {
  let colore = leggiColore(colorePrimario) ?? BLU
  while (contrastoColBianco(colore) < CONTRASTO_MINIMO) colore = scurisci(colore, 0.95)
  return colore
}

const css = ([r, g, b]: Rgb) => `rgb(${r} ${g} ${b})`

/** Dresses the page in the colour of the comune. */
export function applicaTema(colorePrimario: string): void {
  const colore = coloreLeggibile(colorePrimario)
  const stile = document.documentElement.style
  stile.setProperty('--comune', css(colore))
  stile.setProperty('--comune-scuro', css(scurisci(colore, 0.8)))
  stile.setProperty('--comune-notte', css(scurisci(colore, 0.6)))
}
