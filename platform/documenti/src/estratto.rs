//! The statement of an account: what was there, what moved, what is left.

use campanella_kernel::{Giorno, Importo};
use campanella_pagopa::CodiceFiscaleEnte;
use serde::Serialize;

use crate::stampa::{DocumentoError, Stampa};

/// What a statement says.
#[derive(Debug, Clone)]
pub struct EstrattoConto {
    /// Which account.
    pub conto: String,
    /// First and last day.
    pub giorni: (Giorno, Giorno),
    /// Whose it is: name and tax code.
    pub intestatario: (String, String),
    /// Before the first day.
    pub iniziale: Importo,
    /// In order of day.
    pub movimenti: Vec<MovimentoStampato>,
    /// After the last day.
    pub finale: Importo,
}

/// A movement.
#[derive(Debug, Clone)]
pub struct MovimentoStampato {
    /// The day.
    pub giorno: Giorno,
    /// What it was.
    pub descrizione: String,
    /// What it added.
    pub importo: Importo,
}

#[derive(Serialize)]
struct Dati<'a> {
    conto: &'a str,
    dal: String,
    al: String,
    intestatario: &'a (String, String),
    iniziale: String,
    movimenti: Vec<(String, &'a str, String, String)>,
    finale: String,
}

impl EstrattoConto {
    /// Its words, for the comune `ente`.
    ///
    /// # Errors
    /// [`DocumentoError`] when it cannot be made.
    pub fn componi(&self, ente: CodiceFiscaleEnte) -> Result<Stampa, DocumentoError> {
        let (dal, al) = self.giorni;
        let mut saldo = self.iniziale;
        let movimenti = self.movimenti.iter().map(|m| {
            saldo = saldo + m.importo;
            let testi = (m.giorno.to_string(), m.importo.to_string());
            (testi.0, m.descrizione.as_str(), testi.1, saldo.to_string())
        });
        let dati = Dati {
            movimenti: movimenti.collect(),
            conto: &self.conto,
            dal: dal.to_string(),
            al: al.to_string(),
            intestatario: &self.intestatario,
            iniziale: self.iniziale.to_string(),
            finale: self.finale.to_string(),
        };
        let chi = &self.intestatario.1;
        let identita = format!("estratto {ente} {chi} {} {dal} {al}", self.conto);
        Stampa::nuova("estratto.typ", &dati, identita)
    }
}
