//! A reminder: what was not paid, what it costs besides, by when it is to be paid now.

use campanella_kernel::{Giorno, Importo};
use campanella_pagopa::{CodiceFiscaleEnte, NumeroAvviso};
use serde::Serialize;

use crate::stampa::{DocumentoError, Stampa};

/// What a reminder says.
#[derive(Debug, Clone)]
pub struct SollecitoStampato {
    /// Its key.
    pub chiave: i64,
    /// Its name: «Primo sollecito».
    pub titolo: String,
    /// When it was sent.
    pub inviato: Giorno,
    /// The last day that it leaves to pay.
    pub termine: Giorno,
    /// Why it was cancelled, if it was.
    pub annullato: Option<String>,
    /// Who owes: name and tax code.
    pub debitore: (String, String),
    /// The address of who owes.
    pub indirizzo: Option<String>,
    /// What was not paid.
    pub oggetto: String,
    /// When it was to be paid.
    pub scadenza: Giorno,
    /// What was still to be paid of it.
    pub residuo: Importo,
    /// The late fee added with this reminder.
    pub penale: Importo,
    /// The expenses added with this reminder.
    pub spese: Importo,
    /// What is to be paid in all, what earlier reminders added included.
    pub dovuto: Importo,
    /// The notice by which it is paid, if it has one.
    pub avviso: Option<NumeroAvviso>,
    /// The steps by which the regulation came to it.
    pub spiegazione: Vec<String>,
}

#[derive(Serialize)]
struct Dati<'a> {
    titolo: &'a str,
    inviato: String,
    termine: String,
    annullato: Option<&'a str>,
    debitore: &'a (String, String),
    indirizzo: Option<&'a str>,
    oggetto: &'a str,
    scadenza: String,
    voci: Vec<(&'static str, String)>,
    dovuto: String,
    avviso: Option<String>,
    spiegazione: &'a [String],
}

impl SollecitoStampato {
    /// Its words, for the comune `ente`.
    ///
    /// # Errors
    /// [`DocumentoError`] when it cannot be made.
    pub fn componi(&self, ente: CodiceFiscaleEnte) -> Result<Stampa, DocumentoError> {
        let dati = Dati {
            titolo: &self.titolo,
            inviato: self.inviato.to_string(),
            termine: self.termine.to_string(),
            annullato: self.annullato.as_deref(),
            debitore: &self.debitore,
            indirizzo: self.indirizzo.as_deref(),
            oggetto: &self.oggetto,
            scadenza: self.scadenza.to_string(),
            voci: self.voci(),
            dovuto: self.dovuto.to_string(),
            avviso: self.avviso.map(NumeroAvviso::a_gruppi),
            spiegazione: &self.spiegazione,
        };
        let identita = format!("sollecito {ente} {}", self.chiave);
        Stampa::nuova("sollecito.typ", &dati, identita)
    }

    /// What makes the sum, without what is nothing.
    fn voci(&self) -> Vec<(&'static str, String)> {
        let prima = self.dovuto - self.residuo - self.penale - self.spese;
        let voci = [
            ("Importo non pagato", self.residuo),
            ("Penale e spese dei solleciti precedenti", prima),
            ("Penale per il ritardo", self.penale),
            ("Spese di questo sollecito", self.spese),
        ];
        let dovute = voci.into_iter().filter(|(_, i)| *i > Importo::ZERO);
        dovute.map(|(nome, i)| (nome, i.to_string())).collect()
    }
}
