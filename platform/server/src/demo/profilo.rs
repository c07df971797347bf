//! What each made-up comune is like, before anybody lives in it.

mod castelmarino;
mod misura;
mod pieve_sant_elmo;
mod valdirovere;

use campanella_anagrafe::scuola::OrdineScuola;
use campanella_kernel::{ComuneId, Impostazioni};
use campanella_pagamenti::Modo;
use chrono::NaiveTime;
use serde_json::{Value, json};

pub use castelmarino::castelmarino;
pub use misura::di_misura;
pub use pieve_sant_elmo::pieve_sant_elmo;
pub use valdirovere::valdirovere;

/// When offices write things down.
pub const MATTINA: NaiveTime = match NaiveTime::from_hms_opt(10, 0, 0) {
    Some(ora) => ora,
    None => NaiveTime::MIN,
};

/// A comune to be made.
pub struct Profilo {
    pub slug: String,
    /// Without «Comune di».
    pub nome: String,
    /// `#rrggbb`, dark enough for white text.
    pub colore: &'static str,
    /// Its coat of arms, which the site has as `/stemmi/<slug>.svg`.
    pub stemma: Option<&'static [u8]>,
    /// ISTAT code of six digits and Belfiore code: of no real comune.
    pub istat: String,
    pub belfiore: String,
    /// Children on the meal service.
    pub bambini: u32,
    pub scuole: Vec<Scuola>,
    pub centri: &'static [&'static str],
    /// Feast of the patron saint: month, day, name.
    pub patrono: (u32, u32, &'static str),
    /// Children out of a hundred who take the bus.
    pub trasporto: u32,
    /// Families out of a hundred that live elsewhere.
    pub non_residenti: u32,
    pub regolamento: Regolamento,
    /// How meals are paid.
    pub mensa: Modo,
    /// A year of presences and bookings, or only people.
    pub con_storia: bool,
}

/// The regulations of the comune, as its council approved them.
pub struct Regolamento {
    pub atto: &'static str,
    /// Parameters of the shipped tariff.
    pub tariffa: Value,
    /// Until when a meal can be cancelled on the day itself.
    pub limite: Limite,
    /// At most so many days in a row; `None` where there is no pasto bianco.
    pub pasto_bianco: Option<u32>,
    /// How many days ahead a family may book.
    pub anticipo: u32,
}

/// A time of day.
#[derive(Clone, Copy)]
pub struct Limite {
    pub ora: u32,
    pub minuto: u32,
}

/// A school.
pub struct Scuola {
    pub codice: &'static str,
    pub nome: &'static str,
    pub ordine: OrdineScuola,
    pub plessi: &'static [Plesso],
}

/// A school building.
pub struct Plesso {
    pub codice: &'static str,
    pub nome: &'static str,
    pub indirizzo: &'static str,
    /// Which of the kitchens cooks for it.
    pub centro: usize,
}

/// A building, on one line.
const fn plesso(
    codice: &'static str,
    nome: &'static str,
    indirizzo: &'static str,
    centro: usize,
) -> Plesso {
    Plesso {
        codice,
        nome,
        indirizzo,
        centro,
    }
}

impl Limite {
    /// As a time.
    pub fn orario(self) -> NaiveTime {
        NaiveTime::from_hms_opt(self.ora, self.minuto, 0).unwrap_or(NaiveTime::MIN)
    }
}

impl Regolamento {
    /// Parameters of the shipped booking rule.
    pub fn prenotazione(&self) -> Value {
        let mut parametri = json!({
            "articolo": "art. 9 del regolamento della refezione scolastica",
            "limite": { "ora": format!("{:02}:{:02}", self.limite.ora, self.limite.minuto) },
            "anticipo_massimo_giorni": self.anticipo,
        });
        if let Some(massimo) = self.pasto_bianco {
            parametri["pasto_bianco"] = json!({
                "massimo_consecutivi": massimo,
                "articolo": "art. 10 del regolamento della refezione scolastica",
            });
        }
        parametri
    }
}

impl Regolamento {
    /// Parameters of the shipped rule of reminders: no fee for a first one, its expenses for a
    /// second, then enrolments wait and the debt is collected by force.
    pub fn penale() -> Value {
        json!({
            "articolo": "art. 12 del regolamento delle tariffe scolastiche",
            "importo_minimo": 500,
            "solleciti": [
                { "codice": "PRIMO", "titolo": "Primo sollecito", "giorni": 15,
                  "giorni_per_pagare": 15 },
                { "codice": "SECONDO", "titolo": "Messa in mora", "da": "invio_precedente",
                  "giorni": 30, "spese": 588, "giorni_per_pagare": 30 },
            ],
            "blocco_iscrizioni": {
                "dal": { "tipo": "scadenza", "giorni": 30 },
                "tranne_servizi_sociali": true,
            },
            "riscossione_coattiva": { "giorni": 30 },
        })
    }
}

impl Profilo {
    /// The short name, as the catalog wants it.
    ///
    /// # Errors
    /// When it is not a valid one.
    pub fn id(&self) -> anyhow::Result<ComuneId> {
        Ok(ComuneId::parse(&self.slug)?)
    }

    /// The settings of the comune.
    ///
    /// # Errors
    /// When the kernel refuses them.
    pub fn impostazioni(&self) -> anyhow::Result<Impostazioni> {
        let dominio = format!("comune.{}.example", self.slug);
        let impostazioni = json!({
            "nome": format!("Comune di {}", self.nome),
            "logo": self.stemma.map(|_| format!("/stemmi/{}.svg", self.slug)),
            "colore_primario": self.colore,
            "codice_istat": self.istat,
            "codice_belfiore": self.belfiore,
            "codice_ipa": format!("c_{}", self.belfiore.to_lowercase()),
            "codice_fiscale": codice_fiscale_ente(&self.istat),
            "contatti": {
                "email": format!("scuola@{dominio}"),
                "telefono": "0000 555 100",
                "indirizzo": format!("Piazza del Municipio, 1 – {}", self.nome),
                "pec": format!("protocollo@pec.{dominio}"),
            },
            "collegamenti": {
                "accessibilita": format!("https://www.{dominio}/accessibilita"),
                "privacy": format!("https://www.{dominio}/privacy"),
            },
        });
        Ok(serde_json::from_value(impostazioni)?)
    }
}

/// Eleven digits that begin with the ISTAT code, with the check digit of a partita IVA.
fn codice_fiscale_ente(istat: &str) -> String {
    let dieci = format!("{istat:0<10}");
    let somma: u32 = dieci
        .chars()
        .filter_map(|c| c.to_digit(10))
        .enumerate()
        .map(|(i, cifra)| {
            let valore = if i % 2 == 0 { cifra } else { cifra * 2 };
            if valore > 9 { valore - 9 } else { valore }
        })
        .sum();
    format!("{dieci}{}", (10 - somma % 10) % 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use campanella_kernel::CodiceFiscale;

    #[test]
    fn settings_are_accepted() {
        for profilo in [
            pieve_sant_elmo(),
            valdirovere(),
            castelmarino(),
            di_misura(999, 300),
        ] {
            assert!(profilo.id().is_ok(), "{}", profilo.slug);
            let impostazioni = profilo.impostazioni().expect("valid settings");
            assert!(CodiceFiscale::parse(&impostazioni.codice_fiscale).is_ok());
        }
    }

    #[test]
    fn every_building_has_a_code_and_a_kitchen() {
        for profilo in [
            pieve_sant_elmo(),
            valdirovere(),
            castelmarino(),
            di_misura(1, 300),
        ] {
            let plessi: Vec<_> = profilo.scuole.iter().flat_map(|s| s.plessi).collect();
            let codici: std::collections::HashSet<_> = plessi.iter().map(|p| p.codice).collect();
            assert_eq!(codici.len(), plessi.len(), "{}", profilo.slug);
            assert!(plessi.iter().all(|p| p.centro < profilo.centri.len()));
        }
    }
}
