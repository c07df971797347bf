// Holds the JavaScript helpers of the template against the shared vectors.
//
//   node plugins/vettori/prova.mjs

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

const qui = new URL(".", import.meta.url);
const aiuti = new URL("../modelli/javascript/base/src/aiuti/", qui);
const { euro, frazione, prezzoInEuro } = await import(new URL("denaro.js", aiuti));
const calendario = await import(new URL("calendario.js", aiuti));
const vettori = (nome) => JSON.parse(readFileSync(new URL(nome, qui), "utf8"));

let provati = 0;
const uguale = (avuto, atteso, nota) => {
  assert.deepStrictEqual(avuto, atteso, nota);
  provati += 1;
};

// What the vectors are for: the formula of one of them, as it must not be written.
const binaria = 0.55 + ((5.8 - 0.55) * (21_320 - 5_500)) / (30_000 - 5_500);
uguale(Math.ceil(binaria * 100), 395, "binary fractions have learnt to count");

const denaro = vettori("denaro.json");
for (const v of denaro.frazione) {
  const [n, d, p] = [v.numeratore, v.denominatore, v.passo].map(BigInt);
  uguale(frazione(v.arrotondamento, n, d, p)?.toString() ?? null, v.atteso, v.nota);
}
for (const v of denaro.euro) uguale(euro(BigInt(v.centesimi)), v.atteso);
for (const v of denaro.prezzo_in_euro) uguale(prezzoInEuro(BigInt(v.decimillesimi)), v.atteso);

const { giorni, ore } = vettori("calendario.json");
for (const { anno, mese, giorno, dal_1970, feriale, scritto } of giorni) {
  const data = { anno, mese, giorno };
  uguale(calendario.giorniDal1970(data), dal_1970, scritto);
  uguale(calendario.giornoDal1970(dal_1970), data, scritto);
  uguale(calendario.giornoFeriale(dal_1970), feriale, scritto);
  uguale(calendario.dataItaliana(data), scritto);
}
for (const v of ore) uguale(calendario.oraItaliana(v), v.scritto);

console.log(`${provati} vettori`);
