//! Who may have a service and who comes first: the question and the answer, and what is believed
//! of it.

use std::collections::BTreeMap;

use campanella_kernel::{AnnoScolastico, Giorno, Importo, Istante, Servizio};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::estensione::Estensione;
use crate::fatti::{Isee, OrdineScuola, Residenza};
use crate::guasto::Guasto;
use crate::limiti::{PUNTI_MASSIMI, SPAREGGI_MASSIMI};
use crate::messaggio::Messaggio;
use crate::passo::{Passo, codici, verifica_messaggio, verifica_passi};
use crate::punto::Punto;
use crate::riga_esito::RigaEsito;

/// The extension point.
#[derive(Debug, Clone, Copy)]
pub enum PuntoAmmissione {}

/// What the applications of a call share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contesto {
    /// The service.
    pub servizio: Servizio,
    /// The school year that is applied for: a call of May is for the year to come.
    pub anno: AnnoScolastico,
    /// The day on which the requirements are looked at: the last day of the call.
    pub giorno: Giorno,
    /// Last moment of the call.
    #[serde(with = "crate::fatti::ora_locale")]
    pub termine: Istante,
}

/// A parent, or whoever has the child in care.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Genitore {
    /// Whether they work.
    pub lavora: bool,
    /// Hours of work in a week, where the form asks.
    #[serde(default)]
    pub ore_settimanali: Option<u16>,
    /// Kilometres from home to work, where the form asks.
    #[serde(default)]
    pub distanza_lavoro_km: Option<u16>,
    /// A certified disability.
    #[serde(default)]
    pub disabilita: bool,
}

/// What the family owes: expired and unpaid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Morosita {
    /// How much.
    pub importo: Importo,
    /// A signed plan of instalments that the family keeps to.
    #[serde(default)]
    pub piano_rispettato: bool,
}

/// One child on one application. Service, day and end of the call are the call's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ingresso {
    /// When the application was sent.
    #[serde(with = "crate::fatti::ora_locale")]
    pub presentata: Istante,
    /// The child's birthday.
    pub nascita: Giorno,
    /// Code of the school building.
    #[serde(default)]
    pub plesso: Option<String>,
    /// Order of school.
    pub ordine: OrdineScuola,
    /// Class, as the school writes it.
    #[serde(default)]
    pub classe: Option<String>,
    /// Residence of the child.
    pub residenza_bambino: Residenza,
    /// Residence of who pays.
    pub residenza_pagante: Residenza,
    /// `None`: the family presented none.
    #[serde(default)]
    pub isee: Option<Isee>,
    /// Minors in the family, this child included.
    pub minori_nel_nucleo: u32,
    /// Brothers and sisters already admitted to this service.
    #[serde(default)]
    pub fratelli_iscritti: u32,
    /// One or two; only one: a family of one parent.
    pub genitori: Vec<Genitore>,
    /// The child has a certified disability.
    #[serde(default)]
    pub disabilita: bool,
    /// Reported by the social services.
    #[serde(default)]
    pub servizi_sociali: bool,
    /// The child had the service in the year before.
    #[serde(default)]
    pub iscritto_anno_precedente: bool,
    /// Metres from home to the school.
    #[serde(default)]
    pub distanza_scuola_metri: Option<u32>,
    /// `None`: the family owes nothing.
    #[serde(default)]
    pub morosita: Option<Morosita>,
    /// Answers of this comune's form that the contract does not name.
    #[serde(default)]
    pub altri_dati: BTreeMap<String, String>,
}

/// The outcome of an application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ammissibilita {
    /// It takes part in the ranking.
    Ammessa {
        /// Applications of a lower group come first, whatever their points.
        gruppo: u32,
        /// Hundredths of a point.
        punti: i64,
        /// Between equal points: the higher first number comes first, then the second, ...
        spareggi: Vec<i64>,
    },
    /// It does not; each reason, for the family.
    NonAmmessa(Vec<Messaggio>),
}

/// What the regulation answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Valutazione {
    /// The outcome.
    pub ammissibilita: Ammissibilita,
    /// Why.
    pub motivazione: Vec<Passo>,
}

impl Punto for PuntoAmmissione {
    const ESTENSIONE: Estensione = Estensione::Ammissione;
    const VOCI_PER_CHIAMATA: usize = 8;
    type Contesto = Contesto;
    type Ingresso = Ingresso;
    type Risposta = Valutazione;

    fn peso(i: &Ingresso) -> usize {
        let testi = [&i.classe, &i.plesso]
            .into_iter()
            .flatten()
            .map(String::len);
        let altri = i.altri_dati.iter().map(|(n, v)| n.len() + v.len() + 16);
        320 + i.genitori.len() * 16 + testi.sum::<usize>() + altri.sum::<usize>()
    }

    fn voci(_: &Ingresso) -> usize {
        1
    }

    fn verifica(_: Contesto, _: &Ingresso, risposta: &Valutazione) -> Result<(), Guasto> {
        match &risposta.ammissibilita {
            Ammissibilita::Ammessa {
                punti, spareggi, ..
            } => {
                if !(-PUNTI_MASSIMI..=PUNTI_MASSIMI).contains(punti) {
                    return Err(Guasto::risposta("punteggio fuori misura"));
                }
                if spareggi.len() > SPAREGGI_MASSIMI {
                    return Err(Guasto::risposta("troppi criteri di spareggio"));
                }
            }
            Ammissibilita::NonAmmessa(motivi) => {
                if motivi.is_empty() {
                    return Err(Guasto::risposta("esclusione senza motivo"));
                }
                motivi.iter().try_for_each(verifica_messaggio)?;
            }
        }
        verifica_passi(&risposta.motivazione)
    }

    fn riassunto(risposta: &Valutazione) -> serde_json::Value {
        let passi = codici(&risposta.motivazione);
        match &risposta.ammissibilita {
            Ammissibilita::Ammessa {
                gruppo,
                punti,
                spareggi,
            } => {
                json!({ "gruppo": gruppo, "punti": punti, "spareggi": spareggi, "passi": passi })
            }
            Ammissibilita::NonAmmessa(motivi) => {
                let codici: Vec<_> = motivi.iter().map(|m| &m.codice).collect();
                json!({ "non_ammessa": codici, "passi": passi })
            }
        }
    }

    fn in_parole(risposta: &Valutazione) -> Vec<RigaEsito> {
        match &risposta.ammissibilita {
            Ammissibilita::Ammessa {
                gruppo,
                punti,
                spareggi,
            } => {
                let spareggi: Vec<_> = spareggi.iter().map(i64::to_string).collect();
                let mut righe = vec![
                    RigaEsito::new("Domanda", "ammessa alla graduatoria"),
                    RigaEsito::new("Gruppo di precedenza", gruppo),
                    RigaEsito::new("Punti", in_punti(*punti)),
                ];
                if !spareggi.is_empty() {
                    let nome = "A parità di punti, viene prima il numero più alto";
                    righe.push(RigaEsito::new(nome, spareggi.join("; ")));
                }
                righe
            }
            Ammissibilita::NonAmmessa(motivi) => {
                let motivi: Vec<_> = motivi.iter().map(|m| m.testo.as_str()).collect();
                vec![
                    RigaEsito::new("Domanda", "non ammessa"),
                    RigaEsito::new("Perché no", motivi.join(" ")),
                ]
            }
        }
    }

    fn motivazione(risposta: &Valutazione) -> Vec<Passo> {
        risposta.motivazione.clone()
    }
}

/// Hundredths of a point as people read them: `12,5`.
fn in_punti(centesimi: i64) -> String {
    let segno = if centesimi < 0 { "-" } else { "" };
    let (interi, parte) = (
        centesimi.unsigned_abs() / 100,
        centesimi.unsigned_abs() % 100,
    );
    let scritti = format!("{segno}{interi},{parte:02}");
    scritti
        .trim_end_matches('0')
        .trim_end_matches(',')
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::in_punti;

    #[test]
    fn points_are_written_without_idle_zeros() {
        let scritti = [0, 50, 125, 1_000, -250].map(in_punti);
        assert_eq!(scritti, ["0", "0,5", "1,25", "10", "-2,5"]);
    }
}
