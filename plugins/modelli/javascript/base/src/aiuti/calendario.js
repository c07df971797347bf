// Days as whole numbers, so that a rule can count and compare them. The same results as the Rust
// SDK, on the same test vectors. `Date` is not used: it knows clocks and time zones, a rule does
// not.

const div = (a, b) => Math.floor(a / b);

/** Days since 1 January 1970 (negative before), by the proleptic Gregorian calendar. */
export function giorniDal1970({ anno, mese, giorno }) {
  // Howard Hinnant's `days_from_civil`: years begin in March, so that the leap day is the last.
  const a = mese <= 2 ? anno - 1 : anno;
  const era = div(a, 400);
  const annoEra = a - era * 400;
  const giornoAnno = div(153 * ((mese + 9) % 12) + 2, 5) + giorno - 1;
  const giornoEra = annoEra * 365 + div(annoEra, 4) - div(annoEra, 100) + giornoAnno;
  return era * 146_097 + giornoEra - 719_468;
}

/** The inverse of `giorniDal1970`. `null` outside the years 0 to 65535. */
export function giornoDal1970(giorni) {
  const z = giorni + 719_468;
  const era = div(z, 146_097);
  const giornoEra = z - era * 146_097;
  const annoEra = div(
    giornoEra - div(giornoEra, 1_460) + div(giornoEra, 36_524) - div(giornoEra, 146_096),
    365,
  );
  const giornoAnno = giornoEra - (365 * annoEra + div(annoEra, 4) - div(annoEra, 100));
  const meseDaMarzo = div(5 * giornoAnno + 2, 153);
  const giorno = giornoAnno - div(153 * meseDaMarzo + 2, 5) + 1;
  const mese = meseDaMarzo < 10 ? meseDaMarzo + 3 : meseDaMarzo - 9;
  const anno = annoEra + era * 400 + (mese <= 2 ? 1 : 0);
  return anno < 0 || anno > 65_535 ? null : { anno, mese, giorno };
}

/** Whether a day counted since 1970 falls from Monday to Friday. */
export function giornoFeriale(giorni) {
  // 1 January 1970 was a Thursday: 0 is Monday here.
  return (((giorni + 3) % 7) + 7) % 7 < 5;
}

const due = (n) => String(n).padStart(2, "0");

/** `05/10/2026`. */
export function dataItaliana({ anno, mese, giorno }) {
  return `${due(giorno)}/${due(mese)}/${String(anno).padStart(4, "0")}`;
}

/** `9:30`. */
export function oraItaliana({ ora, minuto }) {
  return `${ora}:${due(minuto)}`;
}

/** Seconds since 1970 on the clock of an `istante`: to compare, not to convert. */
export function secondi({ giorno, ora, minuto, secondo }) {
  return ((giorniDal1970(giorno) * 24 + ora) * 60 + minuto) * 60 + secondo;
}
