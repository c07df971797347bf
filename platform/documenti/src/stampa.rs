//! From data to PDF.

use campanella_kernel::Istante;
use chrono::{Datelike, Timelike};
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::Aspetto;
use crate::caratteri::CARATTERI;
use crate::mondo::Mondo;

/// Why there is no document: none of it is for the person who asked.
#[derive(Debug, thiserror::Error)]
#[error("il documento non può essere composto: {0}")]
pub struct DocumentoError(String);

/// A document whose words are settled: it only has to be drawn.
#[derive(Debug, Clone)]
pub struct Stampa {
    /// The file of the template.
    modello: &'static str,
    /// What the template reads as `dati` of `dati.json`.
    dati: Value,
    /// What makes the document the same document when it is drawn again.
    identita: String,
}

/// How often typst forgets what it kept of documents that are past.
const ETA_MASSIMA: usize = 4;

impl Stampa {
    pub(crate) fn nuova(
        modello: &'static str,
        dati: &impl Serialize,
        identita: String,
    ) -> Result<Self, DocumentoError> {
        let mut dati = serde_json::to_value(dati).map_err(error)?;
        scrivibile(&mut dati);
        Ok(Self {
            modello,
            dati,
            identita,
        })
    }

    /// A digest of what it says: two documents with the same one say the same. How the comune's
    /// documents look is not in it, nor when it is drawn.
    #[must_use]
    pub fn impronta(&self) -> String {
        impronta(&json!([self.modello, self.identita, self.dati]))
    }

    /// Draws it as PDF. It takes a moment.
    ///
    /// # Errors
    /// [`DocumentoError`] when it cannot be made.
    pub fn pdf(self, aspetto: &Aspetto, fatto: Istante) -> Result<Vec<u8>, DocumentoError> {
        let tutto = json!({
            "ente": ente(aspetto),
            "fatto": fatto.giorno().to_string(),
            "dati": self.dati,
        });
        let mut file = vec![("dati.json", serde_json::to_vec(&tutto).map_err(error)?)];
        if let Some(logo) = &aspetto.logo {
            file.push(("logo", logo.bytes.clone()));
        }
        let mondo = Mondo::new(self.modello, file).map_err(error)?;
        let composed = typst::compile::<PagedDocument>(&mondo).output;
        let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]);
        let options = PdfOptions {
            ident: Smart::Custom(self.identita),
            creator: Smart::Custom(Some("Campanella".to_owned())),
            timestamp: timestamp(fatto),
            standards: standards.map_err(|e| error(e.message()))?,
            ..PdfOptions::default()
        };
        let pdf = composed.and_then(|document| typst_pdf::pdf(&document, &options));
        comemo::evict(ETA_MASSIMA);
        pdf.map_err(|diagnostics| error(messages(&diagnostics)))
    }
}

impl Aspetto {
    /// A digest of the look: two comuni, or two days of one, with the same one look the same.
    #[must_use]
    pub fn impronta(&self) -> String {
        let logo = self
            .logo
            .as_ref()
            .map(|l| hex::encode(Sha256::digest(&l.bytes)));
        impronta(&json!([ente(self), logo]))
    }
}

fn impronta(cosa: &Value) -> String {
    hex::encode(Sha256::digest(cosa.to_string()))
}

fn ente(aspetto: &Aspetto) -> Value {
    let mut ente = json!({
        "nome": aspetto.nome,
        "codice_fiscale": aspetto.codice_fiscale.to_string(),
        "ufficio": aspetto.ufficio,
        "contatti": aspetto.contatti,
        "colore": aspetto.colore.as_str(),
        "logo": aspetto.logo.as_ref().map(|logo| logo.formato),
        "nota": aspetto.nota,
    });
    scrivibile(&mut ente);
    ente
}

/// Leaves in every text what our fonts can write.
fn scrivibile(value: &mut Value) {
    match value {
        Value::String(text) => *text = CARATTERI.scrivibile(text),
        Value::Array(values) => values.iter_mut().for_each(scrivibile),
        Value::Object(fields) => fields.values_mut().for_each(scrivibile),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn timestamp(fatto: Istante) -> Option<Timestamp> {
    let utc = fatto.utc();
    let part = |n: u32| u8::try_from(n).unwrap_or_default();
    Datetime::from_ymd_hms(
        utc.year(),
        part(utc.month()),
        part(utc.day()),
        part(utc.hour()),
        part(utc.minute()),
        part(utc.second()),
    )
    .map(Timestamp::new_utc)
}

fn error(e: impl ToString) -> DocumentoError {
    DocumentoError(e.to_string())
}

fn messages(diagnostics: &[SourceDiagnostic]) -> String {
    let lines: Vec<&str> = diagnostics.iter().map(|d| d.message.as_str()).collect();
    lines.join("; ")
}
