//! Statements of accounts on paper.

use campanella_anagrafe::FamigliaId;
use campanella_kernel::{Giorno, Scope, Servizio};
use campanella_pagamenti::{QualeConto, estratto_conto};
use poem::Request;
use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::{Path, Query};

use super::accesso::known;
use super::problema::{Problema, Rifiutata};
use super::stampa::Foglio;

/// Statements as files.
pub(super) struct Estratti;

#[OpenApi]
impl Estratti {
    /// L'estratto di un conto, da un giorno a un altro:
    /// `refezione-elettronico-2026-09-01-2026-12-31.pdf`; il conto è `elettronico` o `rette`. Della
    /// propria famiglia, o di quella che indica un ufficio che vede i conti.
    #[oai(
        path = "/pagamenti/estratti/:file",
        method = "get",
        operation_id = "stampaEstratto"
    )]
    async fn stampa_estratto(
        &self,
        request: &Request,
        scope: Data<&Scope>,
        /// Il servizio, il conto e i giorni.
        #[oai(validator(
            pattern = r"^(refezione|trasporto)-(elettronico|rette)-\d{4}-\d{2}-\d{2}-\d{4}-\d{2}-\d{2}\.pdf$"
        ))]
        file: Path<String>,
        /// Di chi, per un ufficio.
        #[oai(validator(minimum(value = "1")))]
        famiglia: Query<Option<i64>>,
    ) -> Result<Foglio, Rifiutata> {
        let ctx = known(request, &scope)?;
        let (conto, giorni) = leggi(&file)?;
        let foglio = estratto_conto(ctx, famiglia.map(FamigliaId::new), conto, giorni)
            .await
            .map_err(|e| Rifiutata::del_dominio(ctx, &e))?;
        Ok(foglio.into())
    }
}

type Richiesta = ((Servizio, QualeConto), (Giorno, Giorno));

/// The pattern of the path let the name pass; a day may still be none of the calendar.
fn leggi(file: &str) -> Result<Richiesta, Rifiutata> {
    leggi_nome(file).ok_or_else(|| {
        let message = "I giorni si scrivono come 2026-09-01, il primo e l'ultimo.";
        Rifiutata::NonTrovata(Problema::new("NON_TROVATO", message))
    })
}

fn leggi_nome(file: &str) -> Option<Richiesta> {
    let (servizio, resto) = file.strip_suffix(".pdf")?.split_once('-')?;
    let (quale, giorni) = resto.split_once('-')?;
    let servizio = [Servizio::Refezione, Servizio::Trasporto]
        .into_iter()
        .find(|s| s.nome() == servizio)?;
    let quale = match quale {
        "elettronico" => QualeConto::Elettronico,
        "rette" => QualeConto::Rette,
        _ => return None,
    };
    let giorno = |testo: Option<&str>| Giorno::parse_iso(testo?).ok();
    let giorni = (giorno(giorni.get(..10))?, giorno(giorni.get(11..))?);
    Some(((servizio, quale), giorni))
}
