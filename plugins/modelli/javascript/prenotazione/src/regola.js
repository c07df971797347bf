// Booking: on a day of service the family chooses between the meal and an absence, until a given
// hour of that day.

import { oraItaliana, secondi } from "./aiuti/calendario.js";
import { decisione, funzioni, messaggio, passo } from "./aiuti/passi.js";
import { manifesto } from "./pacchetto.js";

/** Meal and absence, both allowed or both not. */
const scelte = (divieto) => ["pasto-base", "assenza"].map((scelta) => ({ scelta, divieto }));

/** The choices of one child on one day. */
function giornata(parametri, adesso, { giorno, calendario }) {
  if (calendario.tag === "chiuso") {
    const divieto = messaggio("GIORNO_CHIUSO", "In questo giorno non c'è servizio.");
    const perche = passo("GIORNO_CHIUSO", `Il servizio non c'è: ${calendario.val}.`, {
      dopo: decisione("nessuna scelta"),
    });
    return { giorno, scelte: scelte(divieto), finoA: null, motivazione: [perche] };
  }
  const limite = { giorno, ora: parametri.ora, minuto: parametri.minuto, secondo: 0 };
  const ora = oraItaliana(limite);
  const tardi = secondi(adesso) > secondi(limite);
  const divieto = tardi
    ? messaggio("ORARIO_LIMITE", `Si può scegliere fino alle ${ora} del giorno stesso.`)
    : null;
  const perche = passo("ORARIO_LIMITE", "La scelta si può cambiare entro un orario.", {
    dati: { adesso: oraItaliana(adesso) },
    parametro: ["orario limite", ora],
    dopo: decisione(tardi ? "non si può più scegliere" : "si può scegliere"),
  });
  return { giorno, scelte: scelte(divieto), finoA: limite, motivazione: [perche] };
}

const { verifica, uno, molti } = funzioni(
  (parametri) => parametri,
  (parametri, { adesso, giorni }) => giorni.map((g) => giornata(parametri, adesso, g)),
);

export const regolaPrenotazione = {
  descrivi: () => manifesto,
  verifica,
  scelte: uno,
  scelteMolti: molti,
};
