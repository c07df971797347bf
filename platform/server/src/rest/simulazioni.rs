//! A simulation that ended, as a workbook.

use campanella_kernel::Scope;
use campanella_refezione::{SimulazioneId, simulazione_xlsx};
use poem::Request;
use poem::web::Data;
use poem_openapi::param::Path;
use poem_openapi::payload::Binary;
use poem_openapi::{ApiResponse, OpenApi};

use super::accesso::known;
use super::problema::{Problema, Rifiutata};

/// The simulations as files.
pub(super) struct Simulazioni;

/// A workbook to be saved.
#[derive(ApiResponse)]
enum Foglio {
    /// Il file.
    #[oai(
        status = 200,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )]
    Xlsx(
        Binary<Vec<u8>>,
        /// Il nome con cui salvarlo.
        #[oai(header = "Content-Disposition")]
        String,
    ),
}

#[OpenApi]
impl Simulazioni {
    /// Il risultato di una simulazione finita: `12.xlsx`.
    #[oai(
        path = "/regolamenti/simulazioni/:file",
        method = "get",
        operation_id = "simulazioneXlsx"
    )]
    async fn simulazione(
        &self,
        request: &Request,
        scope: Data<&Scope>,
        /// La chiave della simulazione e il formato.
        #[oai(validator(pattern = r"^\d{1,18}\.xlsx$"))]
        file: Path<String>,
    ) -> Result<Foglio, Rifiutata> {
        let ctx = known(request, &scope)?;
        let id = file.strip_suffix(".xlsx").and_then(|n| n.parse().ok());
        let id = id.ok_or_else(|| {
            let message = "Il formato è .xlsx.";
            Rifiutata::NonTrovata(Problema::new("NON_TROVATO", message))
        })?;
        let bytes = simulazione_xlsx(ctx, SimulazioneId::new(id))
            .await
            .map_err(|e| Rifiutata::del_dominio(&scope, &e))?;
        // The name is a number and an extension: nothing to escape.
        let saved = format!("attachment; filename=\"simulazione-{id}.xlsx\"");
        Ok(Foglio::Xlsx(Binary(bytes), saved))
    }
}
