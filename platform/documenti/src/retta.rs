//! A bill: what it pays and why, by when.

use campanella_kernel::{Giorno, Importo, PrezzoUnitario};
use campanella_pagopa::{CodiceFiscaleEnte, NumeroAvviso};
use serde::Serialize;

use crate::stampa::{DocumentoError, Stampa};

/// What a bill says.
#[derive(Debug, Clone)]
pub struct RettaStampata {
    /// Its key: two bills may pay the same.
    pub chiave: i64,
    /// What it pays.
    pub descrizione: String,
    /// When it was issued.
    pub emessa: Option<Giorno>,
    /// Why it was cancelled, if it was.
    pub annullata: Option<String>,
    /// Who owes it: name and tax code.
    pub debitore: (String, String),
    /// The address of who owes it.
    pub indirizzo: Option<String>,
    /// Its lines.
    pub righe: Vec<RigaStampata>,
    /// Its instalments.
    pub rate: Vec<RataStampata>,
    /// How much in all.
    pub importo: Importo,
}

/// A line.
#[derive(Debug, Clone)]
pub struct RigaStampata {
    /// The child.
    pub bambino: Option<String>,
    /// What for.
    pub descrizione: String,
    /// How many, at which price.
    pub quantita: Option<(i32, PrezzoUnitario)>,
    /// How much.
    pub importo: Importo,
    /// The steps that led to it.
    pub spiegazione: Vec<String>,
}

/// An instalment.
#[derive(Debug, Clone)]
pub struct RataStampata {
    /// From 1.
    pub numero: i32,
    /// Last day to pay it.
    pub scadenza: Giorno,
    /// How much.
    pub importo: Importo,
    /// How much was paid of it.
    pub pagato: Importo,
    /// Its notice, if it has one.
    pub avviso: Option<NumeroAvviso>,
}

#[derive(Serialize)]
struct Dati<'a> {
    descrizione: &'a str,
    emessa: Option<String>,
    annullata: Option<&'a str>,
    debitore: &'a (String, String),
    indirizzo: Option<&'a str>,
    righe: Vec<Riga<'a>>,
    rate: Vec<Rata>,
    importo: String,
}

#[derive(Serialize)]
struct Riga<'a> {
    bambino: Option<&'a str>,
    descrizione: &'a str,
    quantita: Option<String>,
    prezzo: Option<String>,
    importo: String,
    spiegazione: &'a [String],
}

#[derive(Serialize)]
struct Rata {
    numero: i32,
    scadenza: String,
    importo: String,
    pagato: Option<String>,
    avviso: Option<String>,
}

impl RettaStampata {
    /// Its words, for the comune `ente`.
    ///
    /// # Errors
    /// [`DocumentoError`] when it cannot be made.
    pub fn componi(&self, ente: CodiceFiscaleEnte) -> Result<Stampa, DocumentoError> {
        let dati = Dati {
            descrizione: &self.descrizione,
            emessa: self.emessa.map(|g| g.to_string()),
            annullata: self.annullata.as_deref(),
            debitore: &self.debitore,
            indirizzo: self.indirizzo.as_deref(),
            righe: self.righe.iter().map(Riga::from).collect(),
            rate: self.rate.iter().map(Rata::from).collect(),
            importo: self.importo.to_string(),
        };
        let identita = format!("retta {ente} {}", self.chiave);
        Stampa::nuova("retta.typ", &dati, identita)
    }
}

impl<'a> From<&'a RigaStampata> for Riga<'a> {
    fn from(riga: &'a RigaStampata) -> Self {
        Self {
            bambino: riga.bambino.as_deref(),
            descrizione: &riga.descrizione,
            quantita: riga.quantita.map(|(quanti, _)| quanti.to_string()),
            prezzo: riga.quantita.map(|(_, prezzo)| prezzo.to_string()),
            importo: riga.importo.to_string(),
            spiegazione: &riga.spiegazione,
        }
    }
}

impl From<&RataStampata> for Rata {
    fn from(rata: &RataStampata) -> Self {
        let pagato = (rata.pagato > Importo::ZERO).then(|| rata.pagato.to_string());
        Self {
            numero: rata.numero,
            scadenza: rata.scadenza.to_string(),
            importo: rata.importo.to_string(),
            pagato,
            avviso: rata.avviso.map(NumeroAvviso::a_gruppi),
        }
    }
}
