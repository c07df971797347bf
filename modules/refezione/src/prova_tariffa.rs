//! What one child would pay under a tariff, in force or not.

use campanella_anagrafe::{Iscritto, fatti_per_tariffa, ingresso_tariffa};
use campanella_kernel::{Ctx, Giorno, Rifiuto, Servizio};
use campanella_plugins_host::{DaProvare, Domanda, EsitoProva, Estensione, Regole, tariffa};
use serde_json::{Value, json};

use crate::errore::Errore;

/// Tries a rule with parameters on one child and day. It writes nothing.
///
/// # Errors
/// A rule or parameters that could not be put in force.
pub async fn prova_tariffa(
    ctx: &Ctx,
    iscritto: &Iscritto,
    giorno: Giorno,
    (digest, parametri): (String, &Value),
) -> Result<EsitoProva, Errore> {
    let mut fatti = fatti_per_tariffa(ctx, [iscritto], giorno).await?;
    let fatti = fatti
        .remove(&iscritto.iscrizione.id)
        .ok_or(Rifiuto::NonTrovato("Iscrizione"))?;
    let contesto = tariffa::Contesto {
        servizio: Servizio::Refezione,
        giorno,
    };
    let domanda = Domanda {
        contesto: json!(contesto),
        ingresso: json!(ingresso_tariffa(iscritto, &fatti, giorno)),
    };
    let regola = DaProvare::DelComune(digest);
    let esito = ctx
        .service::<Regole>()?
        .prova(ctx, Estensione::Tariffa, (&regola, parametri), domanda)
        .await?;
    Ok(esito)
}
