// School bus: the stops within a distance from home that have a seat left, and every ticket type.

import { decisione, funzioni, messaggio, passo } from "./aiuti/passi.js";
import { manifesto } from "./pacchetto.js";

/** Why the child may not have a stop; `null`: it may. */
function divieto({ metri_massimi }, { postiLiberi, distanzaCasaMetri }) {
  if (postiLiberi === 0) {
    return messaggio("LINEA_COMPLETA", "Sulla linea non ci sono più posti.");
  }
  if (distanzaCasaMetri === null) {
    return messaggio("DISTANZA_IGNOTA", "Manca la distanza della fermata da casa.");
  }
  return distanzaCasaMetri > metri_massimi
    ? messaggio("TROPPO_LONTANA", `La fermata è a più di ${metri_massimi} metri da casa.`)
    : null;
}

/** What one child may have. */
function scegli(parametri, ingresso) {
  const fermate = ingresso.fermate.map((fermata) => ({
    codice: fermata.codice,
    divieto: divieto(parametri, fermata),
  }));
  const permesse = fermate.filter((v) => v.divieto === null).length;
  const perche = passo("DISTANZA", "Le fermate entro una distanza da casa.", {
    dati: { "fermate della scuola": fermate.length },
    parametro: ["metri_massimi", `${parametri.metri_massimi} m`],
    dopo: decisione(`${permesse} fermate possibili`),
  });
  const titoli = ingresso.titoli.map((codice) => ({ codice, divieto: null }));
  return { fermate, titoli, motivazione: [perche] };
}

const { verifica, uno, molti } = funzioni((parametri) => parametri, scegli);

export const regolaTrasporto = {
  descrivi: () => manifesto,
  verifica,
  scegli: uno,
  scegliMolti: molti,
};
