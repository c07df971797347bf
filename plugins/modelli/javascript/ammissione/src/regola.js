// Ranking: residents only, points for each parent at work, and between equal points the younger
// child first.

import { dataItaliana, giorniDal1970 } from "./aiuti/calendario.js";
import { decisione, funzioni, messaggio, passo } from "./aiuti/passi.js";
import { manifesto } from "./pacchetto.js";

/** Hundredths as people read them: `2,50`. */
const centesimi = (punti) =>
  `${Math.trunc(punti / 100)},${String(punti % 100).padStart(2, "0")}`;

/** The outcome of one application. */
function valuta(parametri, ingresso) {
  if (ingresso.residenzaBambino.tag !== "nel-comune") {
    const testo = "Il servizio è riservato ai bambini residenti nel comune.";
    return {
      ammissibilita: { tag: "non-ammessa", val: [messaggio("NON_RESIDENTE", testo)] },
      motivazione: [passo("NON_RESIDENTE", testo, { dopo: decisione("non ammessa") })],
    };
  }
  let punti = 0;
  const motivazione = [];
  const aggiungi = (codice, testo, quanti) => {
    punti += quanti;
    motivazione.push(
      passo(codice, testo, {
        parametro: ["punti", centesimi(quanti)],
        dopo: decisione(`${centesimi(punti)} punti`),
      }),
    );
  };
  for (const _ of ingresso.genitori.filter((g) => g.lavora).slice(0, 2)) {
    const quanti = parametri.punti_genitore_che_lavora;
    aggiungi("GENITORE_CHE_LAVORA", "Punti per un genitore che lavora.", quanti);
  }
  if (ingresso.disabilita) {
    const quanti = parametri.punti_disabilita;
    aggiungi("DISABILITA", "Punti per la disabilità del bambino.", quanti);
  }
  motivazione.push(
    passo("SPAREGGIO_ETA", "A parità di punti precede il bambino più piccolo.", {
      dati: { nascita: dataItaliana(ingresso.nascita) },
      dopo: decisione(`${centesimi(punti)} punti in tutto`),
    }),
  );
  const spareggi = [giorniDal1970(ingresso.nascita)];
  const ammessa = { gruppo: 0, punti, spareggi };
  return { ammissibilita: { tag: "ammessa", val: ammessa }, motivazione };
}

const { verifica, uno, molti } = funzioni((parametri) => parametri, valuta);

export const regolaAmmissione = {
  descrivi: () => manifesto,
  verifica,
  valuta: uno,
  valutaMolti: molti,
};
