//! The certificate for the tax return: what was paid for a child in a year.

use campanella_kernel::{Importo, Istante};
use serde::Serialize;

use crate::Aspetto;
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
    fatto: String,
}

impl Attestazione {
    /// The PDF.
    ///
    /// # Errors
    /// [`DocumentoError`] when it cannot be made.
    pub fn pdf(&self, aspetto: &Aspetto, fatto: Istante) -> Result<Vec<u8>, DocumentoError> {
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
            fatto: fatto.giorno().to_string(),
        };
        let (ente, anno, chi) = (aspetto.codice_fiscale, self.anno, &self.alunno.0);
        Stampa {
            modello: "attestazione.typ",
            dati: &dati,
            identita: format!("attestazione {ente} {anno} {} {chi}", self.pagatore.1),
            fatto,
        }
        .pdf(aspetto)
    }
}
