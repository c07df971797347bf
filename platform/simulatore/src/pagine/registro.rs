//! What the node did: receipts, and flows of reconciliation.

use std::sync::Arc;

use campanella_pagopa::CodiceFiscaleEnte;
use poem::http::StatusCode;
use poem::web::Data;
use poem::{Response, handler};

use super::{errore, escape, pagina, vai};
use crate::nodo::{Consegna, Nodo, RicevutaDelNodo};

#[handler]
pub(super) fn mostra(nodo: Data<&Arc<Nodo>>) -> Response {
    let ricevute = nodo.ricevute();
    let flussi = nodo.stato().flussi.clone();
    let rows: String = ricevute.iter().rev().map(row).collect();
    let table = if ricevute.is_empty() {
        "<p>Nessun pagamento finora. Si paga dalla pagina di un ente, o \
         <a href=\"/sportello\">allo sportello</a> con il codice di un avviso.</p>"
            .to_owned()
    } else {
        format!(
            "<div class=\"tabella\" tabindex=\"0\" role=\"region\" aria-label=\"Ricevute\">\
             <table><caption>Pagamenti, dal più recente</caption><thead><tr>\
             <th scope=\"col\">Numero avviso</th><th scope=\"col\" class=\"importo\">Importo</th>\
             <th scope=\"col\">Comportamento</th><th scope=\"col\">Ricevuta</th></tr></thead>\
             <tbody>{rows}</tbody></table></div>\
             <form method=\"post\" action=\"/consegna\"><button>Consegna ora quelle in attesa\
             </button></form>\
             <form method=\"post\" action=\"/rendiconta\"><button class=\"secondario\">Chiudi il \
             flusso di rendicontazione</button></form>"
        )
    };
    let flows: String = flussi
        .iter()
        .map(|f| {
            let (id, righe) = (escape(f.id.as_str()), f.righe.len());
            format!("<li>{id}: {} in {righe} righe</li>", f.importo_dichiarato)
        })
        .collect();
    let flows = match flows.as_str() {
        "" => String::new(),
        flows => format!("<h2>Flussi di rendicontazione</h2><ul>{flows}</ul>"),
    };
    pagina(StatusCode::OK, "Ricevute", &format!("{table}{flows}"))
}

fn row(ricevuta: &RicevutaDelNodo) -> String {
    let documento = &ricevuta.invio.ricevuta;
    let stato = match ricevuta.consegna {
        Consegna::Fatta => "consegnata".to_owned(),
        Consegna::Dal(quando) => format!("in attesa, dal {quando}"),
        Consegna::DopoUnAltra => "in attesa di una successiva".to_owned(),
        Consegna::SuRichiesta => "solo su richiesta dell'ente".to_owned(),
    };
    format!(
        "<tr><td>{}</td><td class=\"importo\">{}</td><td>{}</td><td>{stato}</td></tr>",
        documento.avviso.a_gruppi(),
        documento.importo,
        ricevuta.comportamento
    )
}

#[handler]
pub(super) async fn consegna(nodo: Data<&Arc<Nodo>>) -> Response {
    match nodo.consegna_tutto().await {
        Ok(()) => vai("/"),
        Err(e) => errore(
            StatusCode::BAD_GATEWAY,
            "Ricevute non consegnate",
            &e.to_string(),
        ),
    }
}

#[handler]
pub(super) fn rendiconta(nodo: Data<&Arc<Nodo>>) -> Response {
    let ricevute = nodo.ricevute();
    let mut enti: Vec<CodiceFiscaleEnte> = ricevute.iter().map(|r| r.invio.ricevuta.ente).collect();
    enti.sort_unstable();
    enti.dedup();
    for ente in enti {
        if let Err(e) = nodo.rendiconta(ente) {
            return errore(
                StatusCode::INTERNAL_SERVER_ERROR,
                "Flusso non chiuso",
                &e.to_string(),
            );
        }
    }
    vai("/")
}
