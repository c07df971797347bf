//! The receipt of a payment, as a document for the family.

use campanella_kernel::{Giorno, Importo};
use campanella_pagopa::{CodiceFiscaleEnte, Iuv, Testo};
use serde::Serialize;

use crate::stampa::{DocumentoError, Stampa};

/// What a receipt says. Unlike the reason of a payment it is for the family alone, and may name
/// the child.
#[derive(Debug, Clone)]
pub struct RicevutaPagamento {
    /// The id of the receipt at the node (IUR).
    pub id: Testo<255>,
    /// The IUV.
    pub iuv: Iuv,
    /// The day on which it was paid.
    pub pagata: Giorno,
    /// Who owed it: name and tax code.
    pub debitore: (String, String),
    /// Who paid, if it was somebody else or is known.
    pub pagatore: Option<(String, String)>,
    /// Who took the money.
    pub prestatore: String,
    /// With what it was paid, in words.
    pub metodo: Option<String>,
    /// The fee that the payer paid besides.
    pub commissione: Option<Importo>,
    /// What was paid.
    pub voci: Vec<VocePagata>,
}

/// A line of a receipt.
#[derive(Debug, Clone)]
pub struct VocePagata {
    /// What it was for.
    pub descrizione: String,
    /// How much.
    pub importo: Importo,
}

#[derive(Serialize)]
struct Dati<'a> {
    id: &'a str,
    iuv: String,
    avviso: String,
    pagata: String,
    debitore: &'a (String, String),
    pagatore: Option<&'a (String, String)>,
    prestatore: &'a str,
    metodo: Option<&'a str>,
    commissione: Option<String>,
    voci: Vec<(&'a str, String)>,
    totale: String,
}

impl RicevutaPagamento {
    /// Its words, for the comune `ente`.
    ///
    /// # Errors
    /// [`DocumentoError`] when it cannot be made.
    pub fn componi(&self, ente: CodiceFiscaleEnte) -> Result<Stampa, DocumentoError> {
        let totale: Importo = self.voci.iter().map(|voce| voce.importo).sum();
        let voci = self.voci.iter();
        let dati = Dati {
            id: self.id.as_str(),
            iuv: self.iuv.to_string(),
            avviso: self.iuv.numero().a_gruppi(),
            pagata: self.pagata.to_string(),
            debitore: &self.debitore,
            pagatore: self.pagatore.as_ref(),
            prestatore: &self.prestatore,
            metodo: self.metodo.as_deref(),
            commissione: self.commissione.map(|c| c.to_string()),
            voci: voci
                .map(|v| (v.descrizione.as_str(), v.importo.to_string()))
                .collect(),
            totale: totale.to_string(),
        };
        let identita = format!("ricevuta {ente} {}", self.id);
        Stampa::nuova("ricevuta.typ", &dati, identita)
    }
}
