//! A table of tariffs, and the children it is for.

use campanella_sdk::tariffa::Ingresso;
use serde::Deserialize;

use super::{Condizione, Metodo, Quota};
use crate::nomi::Ordine;

/// A table: of the unit price, of a fixed quota, or of both.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tabella {
    /// Name that the office gave to it.
    pub nome: Option<String>,
    /// Orders of school; empty: all.
    #[serde(default)]
    pub ordini: Vec<Ordine>,
    /// Only residents, only non-residents, or both when absent.
    pub residenti: Option<bool>,
    /// Variants of the service (ticket types, ...); empty: all, none included.
    #[serde(default)]
    pub articoli: Vec<String>,
    /// Data of this comune; every condition must hold.
    #[serde(default)]
    pub dati: Vec<Condizione>,
    /// How the unit price follows from the ISEE.
    pub metodo: Option<Metodo>,
    /// Fixed quota, by the month or by the year.
    pub quota: Option<Quota>,
}

impl Tabella {
    pub(crate) fn riguarda(&self, ingresso: &Ingresso, residente: bool) -> bool {
        let ordine = self.ordini.is_empty() || self.ordini.iter().any(|o| o.vale(ingresso.ordine));
        let articolo = self.articoli.is_empty()
            || ingresso
                .articolo
                .as_ref()
                .is_some_and(|a| self.articoli.contains(a));
        ordine
            && articolo
            && self.residenti.is_none_or(|r| r == residente)
            && self.dati.iter().all(|c| c.vale(ingresso))
    }

    /// The methods of price and quota.
    pub(crate) fn metodi(&self) -> impl Iterator<Item = &Metodo> {
        self.metodo
            .iter()
            .chain(self.quota.iter().map(|q| &q.metodo))
    }
}
