//! The certificate for the tax return: what was paid for a child in a year.

use campanella_kernel::Importo;
use campanella_pagopa::CodiceFiscaleEnte;
use serde::Serialize;

use crate::stampa::{DocumentoError, Stampa};

/// What a certificate says.
#[derive(Debug, Clone)]
pub struct Attestazione {
    /// The tax year.
    pub anno: i32,
    /// Who paid: name and tax code.
    pub pagatore: (String, String),
    /// The child: name and tax code, where it is known.
    pub alunno: (String, Option<String>),
    /// The schools of the child in that year.
    pub scuole: Vec<String>,
    /// What was paid for each service by means that can be traced.
    pub servizi: Vec<(String, Importo)>,
    /// What was paid by other means, which is not certified.
    pub escluso: Importo,
    /// The most that counts for a child (art. 15, c. 1, lett. e-bis, TUIR).
    pub massimo: Importo,
}

#[derive(Serialize)]
struct Dati<'a> {
    anno: i32,
    pagatore: &'a (String, String),
    alunno: &'a (String, Option<String>),
    scuole: &'a [String],
    servizi: Vec<(&'a str, String)>,
    totale: String,
    escluso: Option<String>,
    massimo: String,
}

impl Attestazione {
    /// Its words, for the comune `ente`.
    ///
    /// # Errors
    /// [`DocumentoError`] when it cannot be made.
    pub fn componi(&self, ente: CodiceFiscaleEnte) -> Result<Stampa, DocumentoError> {
        let totale: Importo = self.servizi.iter().map(|(_, i)| *i).sum();
        let servizi = self.servizi.iter();
        let dati = Dati {
            anno: self.anno,
            pagatore: &self.pagatore,
            alunno: &self.alunno,
            scuole: &self.scuole,
            servizi: servizi.map(|(s, i)| (s.as_str(), i.to_string())).collect(),
            totale: totale.to_string(),
            escluso: (self.escluso > Importo::ZERO).then(|| self.escluso.to_string()),
            massimo: self.massimo.to_string(),
        };
        let (anno, chi) = (self.anno, &self.alunno.0);
        let identita = format!("attestazione {ente} {anno} {} {chi}", self.pagatore.1);
        Stampa::nuova("attestazione.typ", &dati, identita)
    }
}
