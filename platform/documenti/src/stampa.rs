//! From data to PDF.

use campanella_kernel::Istante;
use chrono::{Datelike, Timelike};
use serde::Serialize;
use serde_json::Value;
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

/// What is to be printed.
pub(crate) struct Stampa<'a, D> {
    /// The file of the template.
    pub(crate) modello: &'static str,
    /// What the template reads as `dati.json`.
    pub(crate) dati: &'a D,
    /// What makes the document the same document when it is printed again.
    pub(crate) identita: String,
    /// When it was made.
    pub(crate) fatto: Istante,
}

/// How often typst forgets what it kept of documents that are past.
const ETA_MASSIMA: usize = 4;

impl<D: Serialize> Stampa<'_, D> {
    /// Makes the PDF.
    pub(crate) fn pdf(self, aspetto: &Aspetto) -> Result<Vec<u8>, DocumentoError> {
        let mut dati = serde_json::to_value(self.dati).map_err(error)?;
        scrivibile(&mut dati);
        let mut ente = ente(aspetto);
        scrivibile(&mut ente);
        let tutto = serde_json::json!({ "ente": ente, "dati": dati });
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
            timestamp: timestamp(self.fatto),
            standards: standards.map_err(|e| error(e.message()))?,
            ..PdfOptions::default()
        };
        let pdf = composed.and_then(|document| typst_pdf::pdf(&document, &options));
        comemo::evict(ETA_MASSIMA);
        pdf.map_err(|diagnostics| error(messages(&diagnostics)))
    }
}

fn ente(aspetto: &Aspetto) -> Value {
    serde_json::json!({
        "nome": aspetto.nome,
        "codice_fiscale": aspetto.codice_fiscale.to_string(),
        "ufficio": aspetto.ufficio,
        "contatti": aspetto.contatti,
        "colore": aspetto.colore.as_str(),
        "logo": aspetto.logo.as_ref().map(|logo| logo.formato),
    })
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
