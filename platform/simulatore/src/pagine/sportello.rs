//! The counter: a payer brings a notice number.

use std::sync::Arc;

use campanella_kernel::Importo;
use campanella_pagopa::{
    CodiceAvviso, CodiceFiscaleEnte, CodiceQr, Dovuto, Offerta, Testo, Versione,
};
use poem::http::StatusCode;
use poem::web::{Data, Form, Query};
use poem::{Response, handler};
use serde::Deserialize;

use super::{campo_nascosto, dati_offerta, errore, escape, pagina, ricarica, scelta_comportamento};
use crate::ErroreNodo;
use crate::nodo::{Nodo, Pagante};

#[derive(Deserialize)]
pub(super) struct Avviso {
    #[serde(default)]
    ente: String,
    #[serde(default)]
    avviso: String,
}

impl Avviso {
    /// The notice, as a person types it: blanks between the digits are forgiven.
    fn qr(&self) -> Result<CodiceQr, String> {
        let digits = |text: &str| text.split_whitespace().collect::<String>();
        Ok(CodiceQr {
            ente: CodiceFiscaleEnte::parse(&digits(&self.ente)).map_err(|e| e.to_string())?,
            avviso: CodiceAvviso::parse(&digits(&self.avviso)).map_err(|e| e.to_string())?,
        })
    }
}

#[handler]
pub(super) fn mostra(Query(avviso): Query<Avviso>) -> Response {
    let moduli = modulo(&avviso, "") + &ricarica::modulo_vuoto();
    pagina(StatusCode::OK, "Sportello", &moduli)
}

fn modulo(avviso: &Avviso, errore: &str) -> String {
    let errore = avvertenza(errore);
    format!(
        "{errore}<form method=\"post\" action=\"/sportello/verifica\">\
         <p><label for=\"avviso\">Codice avviso (18 cifre)</label>\
         <input id=\"avviso\" name=\"avviso\" value=\"{}\" inputmode=\"numeric\" \
         autocomplete=\"off\" required></p>\
         <p><label for=\"ente\">Codice fiscale dell'ente creditore (11 cifre)</label>\
         <input id=\"ente\" name=\"ente\" value=\"{}\" inputmode=\"numeric\" \
         autocomplete=\"off\" required></p><p><button>Verifica</button></p></form>",
        escape(&avviso.avviso),
        escape(&avviso.ente)
    )
}

/// Why a form could not be taken; nothing when it was not sent yet.
pub(super) fn avvertenza(errore: &str) -> String {
    match errore {
        "" => String::new(),
        errore => format!("<p class=\"errore\" role=\"alert\">{}</p>", escape(errore)),
    }
}

#[handler]
pub(super) async fn verifica(nodo: Data<&Arc<Nodo>>, Form(avviso): Form<Avviso>) -> Response {
    let qr = match avviso.qr() {
        Ok(qr) => qr,
        Err(perche) => {
            return pagina(
                StatusCode::BAD_REQUEST,
                "Sportello",
                &modulo(&avviso, &perche),
            );
        }
    };
    match nodo.verifica(qr).await {
        Ok(offerta) => da_pagare(qr, &offerta),
        Err(perche) => pagina(
            stato(&perche),
            "Sportello",
            &modulo(&avviso, &perche.to_string()),
        ),
    }
}

/// What is due, and the button that pays it.
pub(super) fn da_pagare(qr: CodiceQr, offerta: &Offerta) -> Response {
    let form = format!(
        "{}<form method=\"post\" action=\"/sportello/paga\">\
         <input type=\"hidden\" name=\"ente\" value=\"{}\">\
         <input type=\"hidden\" name=\"avviso\" value=\"{}\">{}{}\
         <p><button>Paga {}</button></p></form>",
        dati_offerta(offerta),
        qr.ente,
        qr.avviso,
        campo_nascosto("importo", offerta.importo),
        scelta_comportamento(),
        offerta.importo
    );
    pagina(StatusCode::OK, "Paga l'avviso", &form)
}

#[derive(Deserialize)]
pub(super) struct Paga {
    ente: String,
    avviso: String,
    importo: i64,
    comportamento: String,
}

#[handler]
pub(super) async fn paga(nodo: Data<&Arc<Nodo>>, Form(modulo): Form<Paga>) -> Response {
    let avviso = Avviso {
        ente: modulo.ente,
        avviso: modulo.avviso,
    };
    let (Ok(qr), Ok(importo), Ok(comportamento), Ok(metodo)) = (
        avviso.qr(),
        Dovuto::new(Importo::from_cents(modulo.importo)),
        modulo.comportamento.parse(),
        Testo::new("cash"),
    ) else {
        return errore(
            StatusCode::BAD_REQUEST,
            "Sportello",
            "Il modulo non è completo.",
        );
    };
    let pagante = Pagante {
        versione: Versione::V2,
        comportamento,
        pagatore: None,
        metodo,
    };
    match nodo.paga(qr, importo, &pagante).await {
        Ok(pagato) => pagina(
            StatusCode::OK,
            "Pagamento eseguito",
            &format!(
                "<p class=\"nota\" role=\"status\">Pagati {}. La ricevuta è arrivata all'ente, \
                 oppure arriverà: <a href=\"/\">stato delle ricevute</a>.</p>",
                pagato.importo
            ),
        ),
        Err(perche) => errore(
            stato(&perche),
            "Il pagamento non è possibile",
            &perche.to_string(),
        ),
    }
}

/// A refusal of the creditor, or none of its answers.
pub(super) fn stato(errore: &ErroreNodo) -> StatusCode {
    match errore {
        ErroreNodo::Rete(_) => StatusCode::BAD_GATEWAY,
        _ => StatusCode::CONFLICT,
    }
}
