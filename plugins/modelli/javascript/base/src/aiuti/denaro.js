// Exact money: whole numbers (BigInt), one named rounding, and the Italian way to write it.
// The same results as the Rust SDK, on the same test vectors. Never a fraction: 0.1 + 0.2 is not
// 0.3, and a cent lost some day is a family's cent.

const MASSIMO = 2n ** 63n - 1n;

/** A whole number of the contract or of the parameters, exactly. */
export function intero(valore) {
  if (typeof valore === "bigint") return valore;
  if (!Number.isSafeInteger(valore)) throw new RangeError(`non è un intero esatto: ${valore}`);
  return BigInt(valore);
}

/** The same for the contract, which takes numbers. */
export function numero(valore) {
  const n = Number(valore);
  if (!Number.isSafeInteger(n)) throw new RangeError(`troppo grande per il contratto: ${valore}`);
  return n;
}

/**
 * `numeratore / denominatore`, rounded to a multiple of `passo`; `arrotondamento` is that of the
 * contract: "commerciale" (half goes up), "per-difetto" or "per-eccesso".
 *
 * `null` for a negative numerator, a denominator or step that is not positive, or a product that
 * does not fit 64 bits.
 */
export function frazione(arrotondamento, numeratore, denominatore, passo) {
  const [n, d, p] = [numeratore, denominatore, passo].map(intero);
  const divisore = d * p;
  if (n < 0n || d <= 0n || p <= 0n || n > MASSIMO || divisore > MASSIMO) return null;
  const resto = n % divisore;
  const risultato = (n / divisore + (inSu(arrotondamento, resto, divisore) ? 1n : 0n)) * p;
  return risultato > MASSIMO ? null : risultato;
}

function inSu(arrotondamento, resto, divisore) {
  switch (arrotondamento) {
    case "per-difetto":
      return false;
    case "per-eccesso":
      return resto > 0n;
    case "commerciale":
      return resto >= divisore - resto;
    default:
      throw new RangeError(`arrotondamento sconosciuto: ${arrotondamento}`);
  }
}

function migliaia(euro) {
  return euro.toString().replace(/\B(?=(\d{3})+$)/g, ".");
}

function scritto(valore, unita, decimali) {
  const n = intero(valore);
  const assoluto = n < 0n ? -n : n;
  const resto = (assoluto % unita).toString().padStart(decimali, "0");
  const cifre = resto.slice(0, Math.max(2, resto.replace(/0+$/, "").length));
  return `${n < 0n ? "-" : ""}${migliaia(assoluto / unita)},${cifre} €`;
}

/** Cents as people read them: `1.234,56 €`. */
export function euro(centesimi) {
  return scritto(centesimi, 100n, 2);
}

/** Ten-thousandths of a euro as people read them: `4,50 €`, `1,055 €`. */
export function prezzoInEuro(decimillesimi) {
  return scritto(decimillesimi, 10_000n, 4);
}
