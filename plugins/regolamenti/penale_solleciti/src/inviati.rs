//! The reminders that were sent, found again among those of the regulation.

use campanella_sdk::penale::{Ingresso, Sollecito};
use campanella_sdk::tipi::Rifiuto;
use campanella_sdk::{giorni_dal_1970, messaggio};

use crate::parametri::{Avviso, Parametri};

/// A reminder that was sent, with what the regulation says of it.
pub struct Inviato<'a> {
    /// Its place among the reminders of the regulation.
    pub posto: usize,
    /// What the regulation says of it.
    pub avviso: &'a Avviso,
    sollecito: &'a Sollecito,
}

impl Inviato<'_> {
    /// Days since 1970 of the day on which it was sent.
    pub fn invio(&self) -> i64 {
        giorni_dal_1970(&self.sollecito.inviato)
    }

    /// Days since 1970 of the day on which the family received it, where that is known.
    pub fn ricezione(&self) -> Option<i64> {
        self.sollecito.ricevuto.as_ref().map(giorni_dal_1970)
    }

    /// Last day of the time that it leaves: counted from when it was received, where that is known.
    pub fn termine(&self) -> i64 {
        self.ricezione().unwrap_or_else(|| self.invio()) + i64::from(self.avviso.giorni_per_pagare)
    }
}

/// Those that were sent. One that the regulation does not have has expenses that nobody knows.
pub fn riconosci<'a>(
    p: &'a Parametri,
    ingresso: &'a Ingresso,
) -> Result<Vec<Inviato<'a>>, Rifiuto> {
    ingresso
        .solleciti
        .iter()
        .map(|sollecito| {
            p.solleciti
                .iter()
                .enumerate()
                .find(|(_, avviso)| avviso.codice == sollecito.codice)
                .map(|(posto, avviso)| Inviato {
                    posto,
                    avviso,
                    sollecito,
                })
                .ok_or_else(|| {
                    Rifiuto::CasoNonPrevisto(messaggio(
                        "SOLLECITO_SCONOSCIUTO",
                        format!(
                            "È stato inviato il sollecito «{}», che il regolamento non prevede.",
                            sollecito.codice
                        ),
                    ))
                })
        })
        .collect()
}

/// The one of the highest place: those before it were sent or left out.
pub fn ultimo<'i, 'a>(inviati: &'i [Inviato<'a>]) -> Option<&'i Inviato<'a>> {
    inviati.iter().max_by_key(|i| i.posto)
}
