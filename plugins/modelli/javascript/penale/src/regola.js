// Late fee: a share of what is unpaid, from some days after the due day, and one reminder.

import { dataItaliana, giorniDal1970, giornoDal1970 } from "./aiuti/calendario.js";
import { euro, frazione, intero, numero } from "./aiuti/denaro.js";
import {
  decisione, funzioni, importo, messaggio, parametriNonValidi, passo,
} from "./aiuti/passi.js";
import { manifesto } from "./pacchetto.js";

const SOLLECITO = "SOLLECITO";

/** What one unpaid amount costs on a day. Amounts are cents. */
function calcola(parametri, ingresso) {
  const tolleranza = parametri.giorni_di_tolleranza;
  const dal = giornoDal1970(giorniDal1970(ingresso.scadenza) + tolleranza + 1);
  if (dal === null) throw nonValida();
  if (giorniDal1970(ingresso.giorno) < giorniDal1970(dal)) {
    const perche = passo("IN_TEMPO", "Si può ancora pagare senza penale.", {
      dati: { scadenza: dataItaliana(ingresso.scadenza) },
      parametro: ["giorni_di_tolleranza", tolleranza],
      dopo: importo(0),
    });
    return conseguenze(0, 0, null, [perche]);
  }
  const percento = intero(parametri.penale_percento);
  const penale = frazione("commerciale", intero(ingresso.residuo) * percento, 100, 1);
  if (penale === null) throw nonValida();
  const inviato = ingresso.solleciti.some((s) => s.codice === SOLLECITO);
  const sollecito = {
    codice: SOLLECITO,
    titolo: "Sollecito di pagamento",
    dal,
    giorniPerPagare: parametri.giorni_per_pagare,
  };
  const spese = parametri.spese_del_sollecito;
  return conseguenze(numero(penale), spese, inviato ? null : sollecito, [
    passo("PENALE", "Penale sul non pagato, dopo i giorni di tolleranza.", {
      dati: { "da pagare": euro(ingresso.residuo) },
      parametro: ["penale_percento", `${percento}%`],
      dopo: importo(penale),
    }),
    passo(SOLLECITO, "Spese del sollecito.", {
      parametro: ["spese_del_sollecito", euro(spese)],
      dopo: decisione(inviato ? "sollecito già inviato" : "sollecito da inviare"),
    }),
  ]);
}

const conseguenze = (penale, spese, sollecito, motivazione) => ({
  penale,
  spese,
  sollecito,
  bloccaIscrizioni: false,
  riscossioneCoattiva: false,
  motivazione,
});

function nonValida() {
  const testo = "La penale non si può calcolare con questi parametri.";
  return parametriNonValidi(messaggio("PENALE_NON_VALIDA", testo));
}

const { verifica, uno, molti } = funzioni((parametri) => parametri, calcola);

export const regolaPenale = {
  descrivi: () => manifesto,
  verifica,
  calcola: uno,
  calcolaMolti: molti,
};
