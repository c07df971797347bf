//! What one child would pay under a tariff, in force or not.

use campanella_anagrafe::{Iscritto, fatti_per_tariffa, ingresso_tariffa};
use campanella_kernel::{Ctx, Giorno, GraphqlOutput, Importo, PrezzoUnitario, Rifiuto, Servizio};
use campanella_plugins_host::{DaProvare, Regole};
use serde_json::Value;

use crate::errore::Errore;
use crate::presenze::Passo;

/// Che cosa pagherebbe un bambino.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct EsitoProva {
    /// Prezzo di un pasto.
    pub prezzo: Option<PrezzoUnitario>,
    /// Quota fissa del mese.
    pub quota: Option<Importo>,
    /// Fascia.
    pub fascia: Option<String>,
    /// Perché.
    pub motivazione: Vec<Passo>,
    /// Perché la regola non risponde.
    pub rifiuto: Option<String>,
}

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
    let domande = vec![(giorno, ingresso_tariffa(iscritto, &fatti, giorno))];
    let esito = ctx
        .service::<Regole>()?
        .prova_tariffa(
            ctx,
            (&DaProvare::DelComune(digest), parametri),
            Servizio::Refezione,
            domande,
        )
        .await?
        .pop();
    Ok(match esito {
        Some(Ok(tariffa)) => EsitoProva {
            prezzo: tariffa.prezzo,
            quota: tariffa.quota,
            fascia: Some(tariffa.fascia),
            motivazione: tariffa.motivazione.iter().map(Passo::from).collect(),
            rifiuto: None,
        },
        Some(Err(motivo)) => senza_risposta(motivo.testo),
        None => senza_risposta("La regola non ha risposto.".to_owned()),
    })
}

const fn senza_risposta(perche: String) -> EsitoProva {
    EsitoProva {
        prezzo: None,
        quota: None,
        fascia: None,
        motivazione: Vec::new(),
        rifiuto: Some(perche),
    }
}
