//! Kitchen counts of a day as a file: a table for a spreadsheet, a sheet for the kitchen's wall.

use campanella_kernel::{Ctx, Giorno, Scope};
use campanella_refezione::{CONTEGGI, conteggi, conteggi_csv, conteggi_pdf};
use poem::http::{HeaderValue, header};
use poem::web::Data;
use poem::{IntoResponse, Request, Response};
use poem_openapi::param::Path;
use poem_openapi::payload::{Binary, Payload};
use poem_openapi::registry::{MetaMediaType, MetaResponse, MetaResponses, Registry};
use poem_openapi::{ApiResponse, OpenApi};

use super::accesso::known;
use super::problema::{Problema, Rifiutata};

/// The counts as files.
pub(super) struct Conteggi;

/// How the counts are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Formato {
    Csv,
    Pdf,
}

impl Formato {
    const TUTTI: [Self; 2] = [Self::Csv, Self::Pdf];

    const fn estensione(self) -> &'static str {
        match self {
            Self::Csv => ".csv",
            Self::Pdf => ".pdf",
        }
    }

    const fn tipo(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Pdf => "application/pdf",
        }
    }
}

#[OpenApi]
impl Conteggi {
    /// I pasti di un giorno nei plessi di chi chiede, senza nomi: `2026-11-23.csv` oppure
    /// `2026-11-23.pdf`.
    #[oai(
        path = "/refezione/conteggi/:file",
        method = "get",
        operation_id = "conteggiGiorno"
    )]
    async fn conteggi(
        &self,
        request: &Request,
        scope: Data<&Scope>,
        /// Il giorno e il formato.
        #[oai(validator(pattern = r"^\d{4}-\d{2}-\d{2}\.(csv|pdf)$"))]
        file: Path<String>,
    ) -> Result<Documento, Rifiutata> {
        let ctx = known(request, &scope)?;
        ctx.require(CONTEGGI)
            .map_err(|e| Rifiutata::del_dominio(&scope, &e))?;
        let (giorno, formato) = leggi_nome(&file)?;
        let bytes = scrivi(ctx, giorno, formato).await?;
        Ok(Documento {
            formato,
            nome: format!("pasti-{}{}", giorno.date(), formato.estensione()),
            bytes,
        })
    }
}

fn leggi_nome(file: &str) -> Result<(Giorno, Formato), Rifiutata> {
    let read = |formato: Formato| Some((file.strip_suffix(formato.estensione())?, formato));
    let Some((giorno, formato)) = Formato::TUTTI.into_iter().find_map(read) else {
        let message = "Il formato è .csv oppure .pdf.";
        return Err(Rifiutata::NonTrovata(Problema::new("NON_TROVATO", message)));
    };
    match Giorno::parse_iso(giorno) {
        Ok(giorno) => Ok((giorno, formato)),
        Err(e) => Err(Rifiutata::NonValida(Problema::new(
            "DATO_NON_VALIDO",
            e.to_string(),
        ))),
    }
}

async fn scrivi(ctx: &Ctx, giorno: Giorno, formato: Formato) -> Result<Vec<u8>, Rifiutata> {
    let conteggio = conteggi(ctx, giorno, None)
        .await
        .map_err(|e| Rifiutata::del_dominio(ctx, &e))?;
    match formato {
        Formato::Csv => conteggi_csv(&conteggio)
            .map_err(|e| Rifiutata::del_dominio(ctx, &campanella_kernel::Rifiuto::Interno(e))),
        Formato::Pdf => Ok(conteggi_pdf(&conteggio, &ctx.comune().impostazioni.nome)),
    }
}

/// A file to be saved, in one of two formats: one answer, which the derive macro of the framework
/// has no form for.
struct Documento {
    formato: Formato,
    nome: String,
    bytes: Vec<u8>,
}

impl IntoResponse for Documento {
    fn into_response(self) -> Response {
        let mut response = Response::builder()
            .content_type(self.formato.tipo())
            .body(self.bytes);
        // The name is a day and an extension: nothing to escape.
        let disposition = format!("attachment; filename=\"{}\"", self.nome);
        if let Ok(value) = HeaderValue::from_str(&disposition) {
            response
                .headers_mut()
                .insert(header::CONTENT_DISPOSITION, value);
        }
        response
    }
}

impl ApiResponse for Documento {
    fn meta() -> MetaResponses {
        let media = |formato: Formato| MetaMediaType {
            content_type: formato.tipo(),
            schema: Binary::<Vec<u8>>::schema_ref(),
        };
        MetaResponses {
            responses: vec![MetaResponse {
                description: "Il file.",
                status: Some(200),
                status_range: None,
                content: Formato::TUTTI.map(media).into(),
                headers: Vec::new(),
            }],
        }
    }

    fn register(_registry: &mut Registry) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_day_and_a_format() {
        let day = Giorno::new(2028, 2, 29).expect("a day");
        assert_eq!(leggi_nome("2028-02-29.pdf").ok(), Some((day, Formato::Pdf)));
        assert!(leggi_nome("2027-02-29.csv").is_err(), "no such day");
        assert!(leggi_nome("2028-02-29.xlsx").is_err(), "no such format");
    }
}
