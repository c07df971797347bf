// Personalised progressive tariff: the price grows with the family's own ISEE along a curve,
// residents only; an ISEE counts from a month that depends on when it was presented.
//
// The same regulation as `../../rust/src/lib.rs`, on the same cases.

import { dataItaliana, giorniDal1970 } from "./aiuti/calendario.js";
import { euro, frazione, intero, numero, prezzoInEuro } from "./aiuti/denaro.js";
import {
  casoNonPrevisto, funzioni, messaggio, parametriNonValidi, passo, prezzo as dopoPrezzo,
} from "./aiuti/passi.js";
import { manifesto } from "./pacchetto.js";

/** ISEE in cents, prices in ten-thousandths of a euro: whole numbers from here on. */
function leggi(parametri) {
  const punti = parametri.punti.map((p) => ({ isee: intero(p.isee), prezzo: intero(p.prezzo) }));
  const sale = (p, n) => n === 0 || (punti[n - 1].isee < p.isee && punti[n - 1].prezzo <= p.prezzo);
  if (punti.length === 0 || !punti.every(sale)) {
    throw messaggio(
      "PARAMETRI_CONTRADDITTORI",
      "I punti della curva vanno in ordine di ISEE, e il prezzo non può scendere.",
    );
  }
  return { ...parametri, punti };
}

/** The price of one child on one day. */
function calcola(parametri, ingresso) {
  if (ingresso.personale) {
    throw casoNonPrevisto(messaggio(
      "PERSONALE_NON_PREVISTO",
      "Il regolamento non prevede un prezzo per il personale della scuola.",
    ));
  }
  if (ingresso.esenzioneServiziSociali) {
    const testo = "Il servizio è gratuito: esenzione disposta dai servizi sociali.";
    const dopo = dopoPrezzo(0);
    return esito(0, "Esente", [passo("ESENZIONE_SERVIZI_SOCIALI", testo, { dopo })]);
  }
  if (!residente(ingresso)) {
    const testo = "Né il bambino né chi paga risiede nel comune.";
    const prezzo = parametri.non_residenti;
    const perche = fisso("NON_RESIDENTI", testo, "non_residenti", prezzo);
    return esito(prezzo, "Non residenti", [perche]);
  }
  const passi = [];
  const { prezzo, fascia } = diBase(parametri, ingresso, passi);
  return esito(ridotto(parametri, ingresso.rangoFratelli, prezzo, passi), fascia, passi);
}

const esito = (prezzo, fascia, motivazione) => ({
  prezzo: numero(prezzo),
  quota: null,
  fascia,
  arrotondamento: "commerciale",
  motivazione,
});

const fisso = (codice, testo, parametro, prezzo) =>
  passo(codice, testo, {
    parametro: [parametro, prezzoInEuro(prezzo)],
    dopo: dopoPrezzo(prezzo),
  });

/** Whether the child or who pays is resident. */
const residente = ({ residenzaBambino, residenzaPagante }) =>
  [residenzaBambino, residenzaPagante].some((r) => r.tag === "nel-comune");

/** The price before reductions, with its step. */
function diBase(parametri, ingresso, passi) {
  const rifiutato = perche(parametri, ingresso);
  if (rifiutato) {
    const prezzo = intero(parametri.senza_isee);
    passi.push(fisso(rifiutato.codice, rifiutato.testo, "senza_isee", prezzo));
    return { prezzo, fascia: "Senza ISEE" };
  }
  const isee = intero(ingresso.isee.valore);
  const prezzo = progressivo(parametri.punti, isee);
  passi.push(
    passo("TARIFFA_PROGRESSIVA", "Il prezzo cresce in proporzione all'ISEE della famiglia.", {
      dati: { ISEE: euro(isee) },
      dopo: dopoPrezzo(prezzo),
    }),
  );
  return { prezzo, fascia: "Personalizzata" };
}

/** Why the ISEE does not count on the day asked; `null`: it does. */
function perche(parametri, { isee, giorno }) {
  if (isee === null) {
    return messaggio("ISEE_NON_PRESENTATO", "Non è stato presentato un ISEE.");
  }
  if (giorniDal1970(giorno) > giorniDal1970(isee.al)) {
    return messaggio("ISEE_SCADUTO", `L'ISEE è scaduto il ${dataItaliana(isee.al)}.`);
  }
  const dal = isee.presentata ? primoMese(parametri, isee.presentata) : isee.dal;
  return giorniDal1970(giorno) < giorniDal1970(dal)
    ? messaggio("ISEE_DAL_MESE_DOPO", `L'ISEE presentato conta dal ${dataItaliana(dal)}.`)
    : null;
}

/** First day of the month from which an ISEE counts that was presented on a day. */
function primoMese({ entro_il_giorno }, { anno, mese, giorno }) {
  if (giorno <= entro_il_giorno || mese === 9) return { anno, mese, giorno: 1 };
  return mese === 12
    ? { anno: anno + 1, mese: 1, giorno: 1 }
    : { anno, mese: mese + 1, giorno: 1 };
}

/** The price on the curve, to the cent. */
function progressivo(punti, isee) {
  const n = punti.findIndex((p) => isee <= p.isee);
  if (n === 0) return punti[0].prezzo;
  if (n < 0) return punti[punti.length - 1].prezzo;
  const [a, b] = [punti[n - 1], punti[n]];
  const ampiezza = b.isee - a.isee;
  const numeratore = a.prezzo * ampiezza + (b.prezzo - a.prezzo) * (isee - a.isee);
  return valido(frazione("commerciale", numeratore, ampiezza, 100));
}

/** The price after the reduction for siblings, to the cent. */
function ridotto(parametri, rango, prezzo, passi) {
  const percento = intero(parametri.riduzione_dal_secondo_figlio);
  if (rango < 2 || percento === 0n) return prezzo;
  const meno = valido(frazione("commerciale", prezzo * (100n - percento), 100, 100));
  passi.push(
    passo("RIDUZIONE_FRATELLI", "Riduzione dal secondo figlio iscritto.", {
      dati: { figlio: `${rango}°` },
      parametro: ["riduzione_dal_secondo_figlio", `${percento}%`],
      dopo: dopoPrezzo(meno),
    }),
  );
  return meno;
}

function valido(prezzo) {
  if (prezzo !== null) return prezzo;
  const testo = "Il prezzo non si può calcolare con questi parametri.";
  throw parametriNonValidi(messaggio("PREZZO_NON_VALIDO", testo));
}

const { verifica, uno, molti } = funzioni(leggi, calcola);

export const regolaTariffa = {
  descrivi: () => manifesto,
  verifica,
  calcola: uno,
  calcolaMolti: molti,
};
