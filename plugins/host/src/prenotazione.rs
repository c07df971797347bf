//! What may be booked: the question and the answer, and what is believed of it.

use std::sync::Arc;

use campanella_kernel::{Giorno, InternalError, Istante, Servizio};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::decisione::Traccia;
use crate::estensione::Estensione;
use crate::fatti::OrdineScuola;
use crate::guasto::Guasto;
use crate::messaggio::Messaggio;
use crate::passo::{Passo, Provenienza, verifica_messaggio, verifica_passi};
use crate::punto::Punto;
use crate::riga_esito::RigaEsito;

/// The extension point.
#[derive(Debug, Clone, Copy)]
pub enum PuntoPrenotazione {}

/// What a batch of bookings shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contesto {
    /// The service.
    pub servizio: Servizio,
    /// The present moment.
    #[serde(with = "crate::fatti::ora_locale")]
    pub adesso: Istante,
}

/// What a child has on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scelta {
    /// Present, with the child's ordinary meal.
    PastoBase,
    /// Absent: no meal.
    Assenza,
    /// Present, with the light meal.
    PastoBianco,
}

impl Scelta {
    const fn in_parole(self) -> &'static str {
        match self {
            Self::PastoBase => "Pasto",
            Self::Assenza => "Assenza",
            Self::PastoBianco => "Pasto in bianco",
        }
    }
}

/// Whether the service runs on a day for this child.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Calendario {
    /// It does.
    DiServizio,
    /// It does not; why, in Italian («Festa del patrono»).
    Chiuso(String),
}

/// What holds on a day of service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SceltaDelGiorno {
    /// The day.
    pub giorno: Giorno,
    /// The choice, made or by default.
    pub scelta: Scelta,
}

/// A day that is asked about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GiornoChiesto {
    /// The day.
    pub giorno: Giorno,
    /// Whether the service runs.
    pub calendario: Calendario,
    /// What holds if nobody says anything.
    pub predefinita: Scelta,
}

/// One child. Service and present moment are the call's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ingresso {
    /// Code of the school building.
    pub plesso: String,
    /// Order of school.
    pub ordine: OrdineScuola,
    /// Class, as the school writes it.
    #[serde(default)]
    pub classe: Option<String>,
    /// The days of service around those asked, with what holds on each now, in order of day and
    /// without gaps: at least ten on either side, where there are so many. The rule counts
    /// consecutive days of pasto bianco on them.
    #[serde(default)]
    pub vicini: Vec<SceltaDelGiorno>,
    /// One day, or a month of them.
    pub giorni: Vec<GiornoChiesto>,
}

impl Punto for PuntoPrenotazione {
    const ESTENSIONE: Estensione = Estensione::Prenotazione;
    const VOCI_PER_CHIAMATA: usize = GIORNI_PER_CHIAMATA;
    type Contesto = Contesto;
    type Ingresso = Ingresso;
    type Risposta = Vec<Risposta>;

    fn peso(i: &Ingresso) -> usize {
        let chiusi = i.giorni.iter().map(|g| match &g.calendario {
            Calendario::Chiuso(perche) => 24 + perche.len(),
            Calendario::DiServizio => 24,
        });
        let classe = i.classe.as_ref().map_or(0, String::len);
        64 + i.plesso.len() + classe + i.vicini.len() * 6 + chiusi.sum::<usize>()
    }

    fn voci(i: &Ingresso) -> usize {
        i.giorni.len()
    }

    fn verifica(c: Contesto, i: &Ingresso, risposte: &Vec<Risposta>) -> Result<(), Guasto> {
        if i.giorni.len() != risposte.len() {
            return Err(Guasto::risposta(
                "numero di giorni diverso da quello chiesto",
            ));
        }
        i.giorni
            .iter()
            .zip(risposte)
            .try_for_each(|(chiesto, r)| r.verifica(c.adesso, chiesto))
    }

    /// Of each day until when, and of each choice `permessa` or the code of the refusal.
    fn riassunto(risposte: &Vec<Risposta>) -> serde_json::Value {
        let giornata = |r: &Risposta| {
            let scelte: serde_json::Map<_, _> = r
                .scelte
                .iter()
                .filter_map(|s| {
                    let nome = json!(s.scelta).as_str()?.to_owned();
                    let esito = s.divieto.as_ref().map_or("permessa", |m| m.codice.as_str());
                    Some((nome, json!(esito)))
                })
                .collect();
            let fino_a = r.fino_a.map(|i| i.ora_locale());
            json!({ "giorno": r.giorno, "scelte": scelte, "fino_a": fino_a })
        };
        json!({ "giorni": risposte.iter().map(giornata).collect::<Vec<_>>() })
    }

    fn in_parole(risposte: &Vec<Risposta>) -> Vec<RigaEsito> {
        let del_giorno = |r: &Risposta| {
            let scelta = |s: &SceltaPossibile| {
                let nome = format!("{} il {}", s.scelta.in_parole(), r.giorno);
                RigaEsito::possibile(nome, s.divieto.as_ref())
            };
            let limite = r
                .fino_a
                .map(|limite| RigaEsito::new("Si può cambiare fino al", limite));
            let righe: Vec<_> = r.scelte.iter().map(scelta).chain(limite).collect();
            righe
        };
        risposte.iter().flat_map(del_giorno).collect()
    }

    fn motivazione(risposte: &Vec<Risposta>) -> Vec<Passo> {
        risposte
            .iter()
            .flat_map(|r| r.motivazione.clone())
            .collect()
    }
}

/// Days in one call of a booking rule, counted over its children: with the answers of the shipped
/// rule, about half of what the host copies out.
pub(crate) const GIORNI_PER_CHIAMATA: usize = 16;

/// A choice that the regulation provides for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SceltaPossibile {
    /// The choice.
    pub scelta: Scelta,
    /// Why not now; `None`: allowed.
    pub divieto: Option<Messaggio>,
}

/// The regulation was asked about some days of a child, and answered.
#[derive(Debug, PartialEq, Eq)]
pub struct Consulto {
    /// The regulation.
    pub provenienza: Provenienza,
    pub(crate) contesto: Contesto,
    pub(crate) ingresso: Ingresso,
    pub(crate) risposte: Vec<Risposta>,
}

/// Who decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origine {
    /// The regulation of the comune.
    Regola(Arc<Consulto>),
    /// The platform's default, because the regulation could not answer; why, for the office.
    Predefinita(Messaggio),
}

/// The answer for one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Giornata {
    /// The day.
    pub giorno: Giorno,
    /// What the regulation provides for; what is not here is not to be offered.
    pub scelte: Vec<SceltaPossibile>,
    /// Last moment at which the family may choose; `None` on a day without service.
    pub fino_a: Option<Istante>,
    /// Why.
    pub motivazione: Vec<Passo>,
    /// Who decided.
    pub origine: Origine,
}

impl Giornata {
    /// The choice in the list, if the regulation provides for it.
    #[must_use]
    pub fn voce(&self, scelta: Scelta) -> Option<&SceltaPossibile> {
        self.scelte.iter().find(|s| s.scelta == scelta)
    }

    /// What is kept of the answer by whoever decides on it ([`crate::decisione::conserva`]);
    /// nothing of the platform's default. Made here and not with the answer: most answers are only
    /// shown.
    ///
    /// # Errors
    /// When it cannot be written as data: a bug of ours.
    pub fn traccia(&self) -> Result<Option<Traccia>, InternalError> {
        let Origine::Regola(consulto) = &self.origine else {
            return Ok(None);
        };
        let Consulto {
            provenienza,
            contesto,
            ingresso,
            risposte,
        } = consulto.as_ref();
        // Days of one question are one decision: it stands under the first of them.
        let giorno = ingresso.giorni.first().map_or(self.giorno, |g| g.giorno);
        let quando = (contesto.servizio, giorno);
        let traccia = Traccia::nuova::<PuntoPrenotazione>(
            provenienza,
            quando,
            *contesto,
            ingresso,
            risposte,
        )?;
        Ok(Some(traccia))
    }

    /// Whether `scelta` may be made now.
    ///
    /// # Errors
    /// Why not, for the person who asked.
    pub fn permette(&self, scelta: Scelta) -> Result<(), Messaggio> {
        match self.voce(scelta) {
            None => Err(Messaggio::new(
                "SCELTA_NON_PREVISTA",
                "Il regolamento del comune non prevede questa scelta.",
            )),
            Some(SceltaPossibile {
                divieto: Some(divieto),
                ..
            }) => Err(divieto.clone()),
            Some(SceltaPossibile { divieto: None, .. }) => Ok(()),
        }
    }
}

/// An answer of a rule for one day, before its origin is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Risposta {
    /// The day.
    pub giorno: Giorno,
    /// As in [`Giornata`].
    pub scelte: Vec<SceltaPossibile>,
    /// As in [`Giornata`].
    pub fino_a: Option<Istante>,
    /// Why.
    pub motivazione: Vec<Passo>,
}

impl Risposta {
    /// The day, as `consulto` answered.
    pub(crate) fn del(self, consulto: Arc<Consulto>) -> Giornata {
        let Self {
            giorno,
            scelte,
            fino_a,
            motivazione,
        } = self;
        Giornata {
            giorno,
            scelte,
            fino_a,
            motivazione,
            origine: Origine::Regola(consulto),
        }
    }

    fn verifica(&self, adesso: Istante, chiesto: &GiornoChiesto) -> Result<(), Guasto> {
        if self.giorno != chiesto.giorno {
            return Err(Guasto::risposta("giorno diverso da quello chiesto"));
        }
        let ripetuta = |(i, s): (usize, &SceltaPossibile)| {
            self.scelte
                .iter()
                .take(i)
                .any(|prima| prima.scelta == s.scelta)
        };
        if self.scelte.is_empty() || self.scelte.iter().enumerate().any(ripetuta) {
            return Err(Guasto::risposta("scelte assenti o ripetute"));
        }
        let permessa = self.scelte.iter().any(|s| s.divieto.is_none());
        if permessa && chiesto.calendario != Calendario::DiServizio {
            return Err(Guasto::risposta(
                "scelta permessa in un giorno senza servizio",
            ));
        }
        if permessa
            && self
                .fino_a
                .is_none_or(|limite| adesso.ora_locale() > limite.ora_locale())
        {
            return Err(Guasto::risposta("scelta permessa dopo il limite"));
        }
        self.scelte
            .iter()
            .filter_map(|s| s.divieto.as_ref())
            .try_for_each(verifica_messaggio)?;
        verifica_passi(&self.motivazione)
    }
}
