//! Import of children and enrolments from the offices' files.

use campanella_anagrafe::importa::{self, Rapporto, Segnalazione};
use campanella_kernel::Scope;
use poem::Request;
use poem::web::Data;
use poem_openapi::param::Query;
use poem_openapi::payload::Json;
use poem_openapi::types::multipart::Upload;
use poem_openapi::{Multipart, Object, OpenApi};

use super::accesso::{known, not_forged, received};
use super::problema::Rifiutata;

/// The import.
pub(super) struct Importa;

#[derive(Multipart)]
struct Modulo {
    /// Il file, CSV o XLSX.
    file: Upload,
}

/// Che cosa è stato importato, o lo sarebbe.
#[derive(Object)]
struct EsitoImport {
    /// Vero se era una prova: nulla è stato scritto.
    prova: bool,
    /// Vero se le righe sono state scritte.
    scritto: bool,
    /// Righe lette.
    righe: u32,
    /// Bambini.
    alunni: ConteggioImport,
    /// Iscrizioni.
    iscrizioni: ConteggioImport,
    /// Famiglie inserite.
    famiglie_create: u32,
    /// Classi inserite.
    classi_create: u32,
    /// Colonne non riconosciute, che non sono state usate.
    colonne_ignorate: Vec<String>,
    /// Quanti errori: se ce n'è anche uno solo, nulla viene scritto.
    errori_totali: u64,
    /// Gli errori, al massimo 200.
    errori: Vec<SegnalazioneImport>,
    /// Ciò che merita uno sguardo ma non ferma l'importazione, al massimo 200.
    avvisi: Vec<SegnalazioneImport>,
}

/// Che cosa ne è stato delle righe.
#[derive(Object)]
struct ConteggioImport {
    /// Nuove.
    creati: u32,
    /// Cambiate.
    aggiornati: u32,
    /// Già come nel file.
    invariati: u32,
}

/// Una cella, una riga o l'intero file.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
struct SegnalazioneImport {
    /// Riga del file.
    riga: Option<u32>,
    /// Intestazione della colonna.
    colonna: Option<String>,
    /// Che cosa non va.
    motivo: String,
}

#[OpenApi]
impl Importa {
    /// Importa bambini e iscrizioni da un file CSV o XLSX: tutto o niente. Con `prova=true` dice
    /// soltanto che cosa succederebbe. Il browser deve inviare l'intestazione `x-campanella`.
    #[oai(
        path = "/anagrafe/importa",
        method = "post",
        operation_id = "importaAnagrafe"
    )]
    async fn importa(
        &self,
        request: &Request,
        scope: Data<&Scope>,
        /// Vero per una prova.
        #[oai(default)]
        prova: Query<bool>,
        modulo: Modulo,
    ) -> Result<Json<EsitoImport>, Rifiutata> {
        let ctx = known(request, &scope)?;
        not_forged(request)?;
        let name = modulo.file.file_name().unwrap_or("file").to_owned();
        let bytes = received(modulo.file).await?;
        match importa::esegui(ctx, bytes, &name, prova.0).await {
            Ok(rapporto) => Ok(Json(rapporto.into())),
            Err(error) => Err(Rifiutata::del_dominio(&scope, &error)),
        }
    }
}

impl From<Rapporto> for EsitoImport {
    fn from(r: Rapporto) -> Self {
        let conteggio = |c: importa::Conteggio| ConteggioImport {
            creati: c.creati,
            aggiornati: c.aggiornati,
            invariati: c.invariati,
        };
        let segnalazioni = |s: Vec<Segnalazione>| {
            let one = |s: Segnalazione| SegnalazioneImport {
                riga: s.riga,
                colonna: s.colonna,
                motivo: s.motivo,
            };
            s.into_iter().map(one).collect()
        };
        Self {
            prova: r.prova,
            scritto: r.scritto,
            righe: r.righe,
            alunni: conteggio(r.alunni),
            iscrizioni: conteggio(r.iscrizioni),
            famiglie_create: r.famiglie_create,
            classi_create: r.classi_create,
            colonne_ignorate: r.colonne_ignorate,
            errori_totali: u64::try_from(r.errori_totali).unwrap_or(u64::MAX),
            errori: segnalazioni(r.errori),
            avvisi: segnalazioni(r.avvisi),
        }
    }
}
