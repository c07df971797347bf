//! The page to which Checkout sends the payer's browser.

use std::sync::Arc;

use campanella_pagopa::cliente::{Carrello, VoceCarrello};
use campanella_pagopa::{Testo, Versione};
use poem::http::StatusCode;
use poem::web::{Data, Form, Path};
use poem::{Response, handler};
use serde::Deserialize;

use super::{errore, escape, pagina, scelta_comportamento, vai};
use crate::nodo::{Nodo, Pagante};
use crate::{Comportamento, ErroreNodo};

fn carrello(nodo: &Nodo, id: &str) -> Option<Carrello> {
    nodo.stato().carrelli.get(id).cloned()
}

fn non_trovato() -> Response {
    errore(
        StatusCode::NOT_FOUND,
        "Pagamento non trovato",
        "Questo pagamento è già concluso o non esiste. Tornare al sito dell'ente.",
    )
}

#[handler]
pub(super) fn mostra(nodo: Data<&Arc<Nodo>>, Path(id): Path<String>) -> Response {
    carrello(&nodo, &id).map_or_else(non_trovato, |carrello| {
        pagina(StatusCode::OK, "Paga con pagoPA", &contenuto(&carrello))
    })
}

fn contenuto(carrello: &Carrello) -> String {
    let row = |voce: &VoceCarrello| {
        format!(
            "<tr><td>{}</td><td>{}</td><td>{}</td><td class=\"importo\">{}</td></tr>",
            escape(voce.denominazione.as_str()),
            escape(voce.causale.as_str()),
            voce.qr.avviso.a_gruppi(),
            voce.importo
        )
    };
    let rows: String = carrello.voci().iter().map(row).collect();
    let totale: campanella_kernel::Importo =
        carrello.voci().iter().map(|v| v.importo.importo()).sum();
    format!(
        "<div class=\"tabella\" tabindex=\"0\" role=\"region\" aria-label=\"Avvisi da pagare\">\
         <table><caption>Avvisi da pagare: in tutto {totale}</caption><thead><tr>\
         <th scope=\"col\">Ente</th><th scope=\"col\">Causale</th>\
         <th scope=\"col\">Numero avviso</th><th scope=\"col\" class=\"importo\">Importo</th></tr></thead>\
         <tbody>{rows}</tbody></table></div>\
         <form method=\"post\">{}\
         <p><button name=\"azione\" value=\"paga\">Paga {totale}</button>\
         <button class=\"secondario\" name=\"azione\" value=\"rifiuta\">La banca rifiuta</button>\
         <button class=\"secondario\" name=\"azione\" value=\"annulla\">Annulla</button></p></form>",
        scelta_comportamento()
    )
}

#[derive(Deserialize)]
pub(super) struct Modulo {
    azione: String,
    comportamento: String,
}

#[handler]
pub(super) async fn paga(
    nodo: Data<&Arc<Nodo>>,
    Path(id): Path<String>,
    Form(modulo): Form<Modulo>,
) -> Response {
    let Some(carrello) = carrello(&nodo, &id) else {
        return non_trovato();
    };
    let ritorni = carrello.ritorni();
    let dove = match modulo.azione.as_str() {
        "annulla" => &ritorni.annullato,
        "rifiuta" => &ritorni.errore,
        _ => {
            let Ok(comportamento) = modulo.comportamento.parse() else {
                return errore(
                    StatusCode::BAD_REQUEST,
                    "Pagamento",
                    "Comportamento non previsto.",
                );
            };
            match paga_tutto(&nodo, &carrello, comportamento).await {
                Ok(()) => &ritorni.pagato,
                Err(perche) => {
                    let perche = perche.to_string();
                    return errore(
                        StatusCode::CONFLICT,
                        "Il pagamento non è possibile",
                        &perche,
                    );
                }
            }
        }
    };
    nodo.stato().carrelli.remove(&id);
    vai(&dove.to_string())
}

/// Pays all notices of a cart, having asked about all of them first: the cart is paid as a whole.
async fn paga_tutto(
    nodo: &Nodo,
    carrello: &Carrello,
    comportamento: Comportamento,
) -> Result<(), ErroreNodo> {
    for voce in carrello.voci() {
        let offerta = nodo.verifica(voce.qr).await?;
        if offerta.importo != voce.importo {
            return Err(ErroreNodo::ImportoCambiato(offerta.importo));
        }
    }
    let pagante = Pagante {
        versione: Versione::V2,
        comportamento,
        pagatore: None,
        metodo: Testo::new("creditCard")?,
    };
    for voce in carrello.voci() {
        nodo.paga(voce.qr, voce.importo, &pagante).await?;
    }
    Ok(())
}
