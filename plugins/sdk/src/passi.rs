//! Building a message and one step of an explanation.

use crate::tipi::{Dato, Importo, Messaggio, Passo, PrezzoUnitario, Valore};

/// A code for programs and a sentence for people.
#[must_use]
pub fn messaggio(codice: &str, testo: impl Into<String>) -> Messaggio {
    Messaggio {
        codice: codice.to_owned(),
        testo: testo.into(),
    }
}

/// A step under construction: code and text are never missing, the rest is added by name.
pub struct PassoNuovo(Passo);

impl PassoNuovo {
    /// A step with its stable code and its Italian sentence.
    #[must_use]
    pub fn new(codice: &str, testo: impl Into<String>) -> Self {
        PassoNuovo(Passo {
            codice: codice.to_owned(),
            testo: testo.into(),
            articolo: None,
            dati: Vec::new(),
            parametro: None,
            dopo: None,
        })
    }

    /// The article of the regulation, where the comune gave one.
    #[must_use]
    pub fn articolo(mut self, articolo: Option<&str>) -> Self {
        self.0.articolo = articolo.map(str::to_owned);
        self
    }

    /// An input that the step looked at.
    #[must_use]
    pub fn dato(mut self, nome: &str, valore: impl Into<String>) -> Self {
        self.0.dati.push(Dato {
            nome: nome.to_owned(),
            valore: valore.into(),
        });
        self
    }

    /// The parameter that the step applied.
    #[must_use]
    pub fn parametro(mut self, nome: &str, valore: impl Into<String>) -> Self {
        self.0.parametro = Some(Dato {
            nome: nome.to_owned(),
            valore: valore.into(),
        });
        self
    }

    /// The unit price after the step, in ten-thousandths of a euro.
    #[must_use]
    pub fn prezzo(mut self, prezzo: PrezzoUnitario) -> Passo {
        self.0.dopo = Some(Valore::Prezzo(prezzo));
        self.0
    }

    /// The amount after the step, in cents.
    #[must_use]
    pub fn importo(mut self, importo: Importo) -> Passo {
        self.0.dopo = Some(Valore::Importo(importo));
        self.0
    }

    /// The decision after the step, in words.
    #[must_use]
    pub fn decisione(mut self, testo: impl Into<String>) -> Passo {
        self.0.dopo = Some(Valore::Testo(testo.into()));
        self.0
    }
}
