//! The counter, without a notice: a payer says whose account is topped up.

use std::sync::Arc;

use campanella_kernel::{CodiceFiscale, Importo};
use campanella_pagopa::{CodiceFiscaleEnte, DatiRicarica, Dovuto};
use poem::http::StatusCode;
use poem::web::{Data, Form};
use poem::{Response, handler};
use serde::Deserialize;

use super::sportello::{avvertenza, da_pagare, stato};
use super::{escape, pagina};
use crate::nodo::Nodo;

/// A top-up without a notice, as a person types it.
#[derive(Default, Deserialize)]
pub(super) struct Ricarica {
    #[serde(default)]
    ente: String,
    #[serde(default)]
    codice_fiscale: String,
    #[serde(default)]
    importo: String,
}

impl Ricarica {
    fn leggi(&self) -> Result<(CodiceFiscaleEnte, DatiRicarica), String> {
        let ente = CodiceFiscaleEnte::parse(self.ente.trim()).map_err(|e| e.to_string())?;
        let codice_fiscale =
            CodiceFiscale::parse(self.codice_fiscale.trim()).map_err(|e| e.to_string())?;
        let importo = Importo::parse_italiano(self.importo.trim()).map_err(|e| e.to_string())?;
        let importo = Dovuto::new(importo).map_err(|e| e.to_string())?;
        let dati = DatiRicarica {
            codice_fiscale,
            importo,
        };
        Ok((ente, dati))
    }
}

/// The form before anybody filled it in.
pub(super) fn modulo_vuoto() -> String {
    modulo(&Ricarica::default(), "")
}

fn modulo(chiesta: &Ricarica, errore: &str) -> String {
    let campo = |id: &str, nome: &str, valore: &str| {
        format!(
            "<p><label for=\"r-{id}\">{nome}</label><input id=\"r-{id}\" name=\"{id}\" \
             value=\"{}\" autocomplete=\"off\" required></p>",
            escape(valore)
        )
    };
    format!(
        "<h2>Ricarica della mensa senza avviso</h2>{}\
         <form method=\"post\" action=\"/sportello/ricarica\">{}{}{}\
         <p><button>Chiedi l'avviso</button></p></form>",
        avvertenza(errore),
        campo(
            "codice_fiscale",
            "Codice fiscale del bambino o del genitore",
            &chiesta.codice_fiscale
        ),
        campo("importo", "Importo in euro (20,00)", &chiesta.importo),
        campo("ente", "Codice fiscale dell'ente creditore", &chiesta.ente),
    )
}

#[handler]
pub(super) async fn chiedi(nodo: Data<&Arc<Nodo>>, Form(chiesta): Form<Ricarica>) -> Response {
    let ancora = |stato, perche: &str| pagina(stato, "Sportello", &modulo(&chiesta, perche));
    let (ente, dati) = match chiesta.leggi() {
        Ok(letta) => letta,
        Err(perche) => return ancora(StatusCode::BAD_REQUEST, &perche),
    };
    match nodo.chiedi_avviso(ente, &dati).await {
        Ok(avviso) => da_pagare(avviso.qr, &avviso.offerta),
        Err(perche) => ancora(stato(&perche), &perche.to_string()),
    }
}
