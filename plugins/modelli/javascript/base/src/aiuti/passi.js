// Building messages, refusals and the steps of an explanation.

import { numero } from "./denaro.js";

/** A code for programs and a sentence for people. */
export const messaggio = (codice, testo) => ({ codice, testo });

/** The unit price after a step, in ten-thousandths of a euro. */
export const prezzo = (valore) => ({ tag: "prezzo", val: numero(valore) });

/** The amount after a step, in cents. */
export const importo = (valore) => ({ tag: "importo", val: numero(valore) });

/** The decision after a step, in words. */
export const decisione = (testo) => ({ tag: "testo", val: testo });

const dato = ([nome, valore]) => ({ nome, valore: String(valore) });

/**
 * One step. `dati` is an object of the inputs used, `parametro` the pair of name and value that
 * was applied, `dopo` one of `prezzo(…)`, `importo(…)`, `decisione(…)`.
 */
export function passo(codice, testo, { articolo, dati, parametro, dopo } = {}) {
  return {
    codice,
    testo,
    articolo: articolo ?? null,
    dati: Object.entries(dati ?? {}).map(dato),
    parametro: parametro ? dato(parametro) : null,
    dopo: dopo ?? null,
  };
}

/** Refusals of the contract, to be thrown. */
export const parametriNonValidi = (m) => ({ tag: "parametri-non-validi", val: m });
export const datoMancante = (m) => ({ tag: "dato-mancante", val: m });
export const casoNonPrevisto = (m) => ({ tag: "caso-non-previsto", val: m });

/** Reads parameters with `leggi`, which throws a message; here it becomes a refusal. */
function letti(leggi, json) {
  try {
    return leggi(JSON.parse(json));
  } catch (errore) {
    throw errore?.codice ? parametriNonValidi(errore) : errore;
  }
}

/**
 * The functions of an extension point: `una(parametri, ingresso)` returns an answer or throws a
 * refusal; anything else that it throws is a fault of the rule, and stops the call.
 */
export function funzioni(leggi, una) {
  const esito = (f) => {
    try {
      return { tag: "ok", val: f() };
    } catch (errore) {
      if (!errore?.tag) throw errore;
      return { tag: "err", val: errore };
    }
  };
  return {
    verifica: (json) => {
      leggi(JSON.parse(json));
    },
    uno: (json, ingresso) => una(letti(leggi, json), ingresso),
    molti: (json, ingressi) => {
      const parametri = esito(() => letti(leggi, json));
      if (parametri.tag === "err") return ingressi.map(() => parametri);
      return ingressi.map((ingresso) => esito(() => una(parametri.val, ingresso)));
    },
  };
}
