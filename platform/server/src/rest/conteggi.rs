//! Kitchen counts of a day as a file: a table for a spreadsheet, a sheet for the kitchen's wall.

use campanella_kernel::{Ctx, Giorno, Scope};
use campanella_refezione::{CONTEGGI, conteggi, conteggi_csv, conteggi_pdf};
use poem::Request;
use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::Path;

use super::accesso::known;
use super::file::{File, Formato as _};
use super::problema::{Problema, Rifiutata};

/// The counts as files.
pub(super) struct Conteggi;

/// How the counts are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Formato {
    Csv,
    Pdf,
}

impl super::file::Formato for Formato {
    const TUTTI: &'static [Self] = &[Self::Csv, Self::Pdf];

    fn estensione(self) -> &'static str {
        match self {
            Self::Csv => ".csv",
            Self::Pdf => ".pdf",
        }
    }

    fn tipo(self) -> &'static str {
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
    ) -> Result<File<Formato>, Rifiutata> {
        let ctx = known(request, &scope)?;
        ctx.require(CONTEGGI)
            .map_err(|e| Rifiutata::del_dominio(&scope, &e))?;
        let (giorno, formato) = leggi_nome(&file)?;
        let bytes = scrivi(ctx, giorno, formato).await?;
        Ok(File {
            formato,
            nome: format!("pasti-{}{}", giorno.date(), formato.estensione()),
            bytes,
        })
    }
}

fn leggi_nome(file: &str) -> Result<(Giorno, Formato), Rifiutata> {
    let Some((giorno, formato)) = Formato::dal_nome(file) else {
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
