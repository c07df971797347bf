//! The list for coercive collection as a file, for whoever collects.

use campanella_kernel::Ctx;

use super::affida::{Affidamento, affidamenti};
use crate::errore::Errore;
use crate::foglio::{Cella, Foglio, Formato};

/// The list as it is, as a file.
///
/// # Errors
/// As [`affidamenti`].
pub async fn affidamenti_in_file(ctx: &Ctx, formato: Formato) -> Result<Vec<u8>, Errore> {
    let righe = affidamenti(ctx).await?;
    let foglio = Foglio {
        nome: "Riscossione coattiva",
        colonne: [
            "Debitore",
            "Codice fiscale",
            "Indirizzo",
            "Servizio",
            "Che cosa",
            "Rata",
            "Scadenza",
            "Importo affidato",
            "Da pagare",
            "Affidata il",
            "Motivo",
        ],
        righe: righe.into_iter().map(riga).collect(),
        con_totale: false,
    };
    Ok(foglio.in_file(formato)?)
}

fn riga(a: Affidamento) -> [Cella; 11] {
    [
        Cella::Testo(a.debitore),
        Cella::Testo(a.codice_fiscale),
        a.indirizzo.map_or(Cella::Vuota, Cella::Testo),
        Cella::Testo(a.servizio.to_string()),
        Cella::Testo(a.descrizione),
        Cella::Numero(a.numero),
        Cella::Testo(a.scadenza.to_string()),
        Cella::Importo(a.importo),
        Cella::Importo(a.da_pagare),
        Cella::Testo(a.affidato_il.giorno().to_string()),
        Cella::Testo(a.motivo),
    ]
}
