// Price of a meal: one for residents, one for the others, less from the second child on.

import { frazione, intero, numero, prezzoInEuro } from "./aiuti/denaro.js";
import {
  casoNonPrevisto, funzioni, messaggio, parametriNonValidi, passo, prezzo as dopoPrezzo,
} from "./aiuti/passi.js";
import { manifesto } from "./pacchetto.js";

/** What an office sets, as `schema.json` describes it. Prices are ten-thousandths of a euro. */
function leggi(parametri) {
  if (parametri.prezzo_non_residenti < parametri.prezzo_residenti) {
    throw messaggio(
      "PARAMETRI_CONTRADDITTORI",
      "Chi non risiede nel comune non può pagare meno di chi vi risiede.",
    );
  }
  return parametri;
}

/** The price of one child on one day. */
function calcola(parametri, ingresso) {
  if (ingresso.personale) {
    throw casoNonPrevisto(messaggio(
      "PERSONALE_NON_PREVISTO",
      "Il regolamento non prevede un prezzo per il personale della scuola.",
    ));
  }
  const residente = ingresso.residenzaBambino.tag === "nel-comune";
  const parametro = residente ? "prezzo_residenti" : "prezzo_non_residenti";
  let prezzo = intero(parametri[parametro]);
  const motivazione = [
    passo("PREZZO_DI_BASE", "Prezzo del pasto secondo la residenza del bambino.", {
      dati: { residenza: residente ? "nel comune" : "in altro comune" },
      parametro: [parametro, prezzoInEuro(prezzo)],
      dopo: dopoPrezzo(prezzo),
    }),
  ];
  if (ingresso.rangoFratelli > 1) {
    const percento = intero(parametri.riduzione_dal_secondo_figlio);
    prezzo = percentuale(prezzo, 100n - percento);
    motivazione.push(
      passo("RIDUZIONE_FRATELLI", "Riduzione dal secondo figlio iscritto.", {
        dati: { figlio: `${ingresso.rangoFratelli}°` },
        parametro: ["riduzione_dal_secondo_figlio", `${percento}%`],
        dopo: dopoPrezzo(prezzo),
      }),
    );
  }
  return {
    prezzo: numero(prezzo),
    quota: null,
    fascia: residente ? "Residenti" : "Non residenti",
    arrotondamento: "commerciale",
    motivazione,
  };
}

/** `percento` hundredths of `prezzo`, to the cent (100 ten-thousandths), half a cent up. */
function percentuale(prezzo, percento) {
  const ridotto = frazione("commerciale", prezzo * percento, 100, 100);
  if (ridotto === null) {
    const testo = "La riduzione non si può calcolare con questi parametri.";
    throw parametriNonValidi(messaggio("RIDUZIONE_NON_VALIDA", testo));
  }
  return ridotto;
}

const { verifica, uno, molti } = funzioni(leggi, calcola);

export const regolaTariffa = {
  descrivi: () => manifesto,
  verifica,
  calcola: uno,
  calcolaMolti: molti,
};
