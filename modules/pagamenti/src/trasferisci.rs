//! Credit goes from one prepaid account to another: between services, or between families when a
//! child changes household.

use campanella_anagrafe::FamigliaAutorizzata;
use campanella_kernel::{Ctx, Importo, Servizio, audit};
use campanella_ledger::{
    Causa, NuovaScrittura, TipoCausa, Trasferimento, gia_registrata, registra,
};
use serde_json::json;

use crate::credito_disponibile::{blocca, impegna};
use crate::errore::Errore;
use crate::gestione::{gestione_il, ultimo_prepagato};
use crate::soglia;

/// An account by family and service.
#[derive(Debug, Clone, Copy)]
pub struct Capo<'a> {
    /// The family.
    pub famiglia: &'a FamigliaAutorizzata,
    /// The service.
    pub servizio: Servizio,
}

/// Moves `importo` of the credit of `da` to `a`. `chiave` makes asking twice harmless; an office
/// says why, in the audit only: both families read the movement.
///
/// # Errors
/// [`Errore::CreditoInsufficiente`], [`Errore::NonPrepagato`],
/// [`campanella_ledger::Errore::StessoConto`], a reason that is none.
pub async fn trasferisci(
    ctx: &Ctx,
    da: Capo<'_>,
    a: Capo<'_>,
    importo: Importo,
    (chiave, motivo): (&str, Option<&str>),
) -> Result<(), Errore> {
    crate::leggi_chiave(chiave)?;
    let motivo = motivo.map(crate::leggi_motivo).transpose()?;
    let (di, verso) = (da.famiglia.famiglia.id, a.famiglia.famiglia.id);
    let tx = ctx.begin().await?;
    // Credit may be left on a service that is no longer prepaid.
    let partenza = ultimo_prepagato(&tx, da.servizio, ctx.oggi()).await?;
    let arrivo = gestione_il(&tx, a.servizio, ctx.oggi())
        .await?
        .se_prepagato()?;
    let movimento = Trasferimento::nuovo(partenza.prepagato(di), arrivo.prepagato(verso), importo)?;
    let scrittura = NuovaScrittura::nuova(
        format!("trasferimento:{di}:{chiave}"),
        Causa::nuova(TipoCausa::Trasferimento, format!("{di}:{verso}")),
        descrizione(da, a),
        ctx.oggi(),
        movimento,
    );
    blocca(ctx, &tx, partenza.prepagato(di)).await?;
    if gia_registrata(&tx, &scrittura).await? {
        return Ok(());
    }
    impegna(ctx, &tx, partenza.prepagato(di), importo).await?;
    registra(ctx, &tx, &scrittura).await?;
    let dettaglio = json!({
        "da": da.servizio, "a": a.servizio, "famiglia": verso, "importo": importo, "motivo": motivo,
    });
    audit::record(
        ctx,
        &tx,
        "trasferisciCredito",
        "famiglia",
        Some(di.key()),
        dettaglio,
    )
    .await?;
    soglia::controlla(ctx, &tx, &partenza, &[di].into()).await?;
    soglia::controlla(ctx, &tx, &arrivo, &[verso].into()).await?;
    tx.commit().await?;
    ctx.wake_jobs(ctx.now());
    Ok(())
}

/// As both families read it.
fn descrizione(da: Capo<'_>, a: Capo<'_>) -> String {
    let fra = if da.famiglia.famiglia.id == a.famiglia.famiglia.id {
        "Trasferimento"
    } else {
        "Trasferimento fra due famiglie,"
    };
    format!("{fra} da {} a {}", da.servizio, a.servizio)
}
