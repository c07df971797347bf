//! Totals of counts, for the documents of the kitchen.

use std::collections::BTreeMap;

use crate::conteggi::{ConteggioGiorno, RigaConteggio};

/// Counts added up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Somma {
    pub(crate) pasto_base: i32,
    pub(crate) pasto_bianco: i32,
    pub(crate) assenti: i32,
    diete: BTreeMap<String, i32>,
}

impl Somma {
    /// The counts of one class.
    pub(crate) fn di(riga: &RigaConteggio) -> Self {
        let mut somma = Self::default();
        somma.aggiungi(riga);
        somma
    }

    pub(crate) fn aggiungi(&mut self, riga: &RigaConteggio) {
        self.pasto_base += riga.pasto_base;
        self.pasto_bianco += riga.pasto_bianco;
        self.assenti += riga.assenti;
        for dieta in &riga.diete {
            *self.diete.entry(dieta.codice.clone()).or_default() += dieta.pasti;
        }
    }

    /// Meals to cook.
    pub(crate) const fn pasti(&self) -> i32 {
        self.pasto_base + self.pasto_bianco
    }

    /// Meals of one diet.
    pub(crate) fn della_dieta(&self, codice: &str) -> i32 {
        self.diete.get(codice).copied().unwrap_or_default()
    }

    /// Code and meals of each diet.
    pub(crate) fn diete(&self) -> impl Iterator<Item = (&str, i32)> {
        self.diete
            .iter()
            .map(|(codice, pasti)| (codice.as_str(), *pasti))
    }
}

/// Code and meaning of each diet of the day, by code.
pub(crate) fn diete_del_giorno(conteggio: &ConteggioGiorno) -> Vec<(String, String)> {
    let diete = conteggio.righe.iter().flat_map(|r| &r.diete);
    let distinte: BTreeMap<_, _> = diete
        .map(|d| (d.codice.clone(), d.descrizione.clone()))
        .collect();
    distinte.into_iter().collect()
}

/// The rows of each building, which stand together.
pub(crate) fn per_plesso(conteggio: &ConteggioGiorno) -> impl Iterator<Item = &[RigaConteggio]> {
    conteggio
        .righe
        .chunk_by(|a, b| a.luogo.plesso_id == b.luogo.plesso_id)
}
