//! An office corrects a balance, and says why.

use campanella_anagrafe::FamigliaAutorizzata;
use campanella_kernel::{Ctx, Importo, Rifiuto, Servizio, audit};
use campanella_ledger::{
    Causa, NuovaScrittura, Scopo, TipoCausa, Trasferimento, gia_registrata, registra,
};
use serde_json::json;

use crate::credito_disponibile::blocca;
use crate::errore::Errore;
use crate::gestione::{del_comune, ultimo_prepagato};
use crate::incassa::MASSIMO;
use crate::soglia;

/// Refuses a correction of more than may be paid at once, in either direction.
pub(crate) fn controlla_rettifica(importo: Importo) -> Result<(), Rifiuto> {
    if (-MASSIMO..=MASSIMO).contains(&importo) {
        return Ok(());
    }
    Err(Rifiuto::dato(
        "importo",
        format!("da {} a {MASSIMO}", -MASSIMO),
    ))
}

/// Adds `importo` to the credit of `famiglia` on `servizio`, or takes it off when it is negative,
/// because of `motivo`. `chiave` makes asking twice harmless.
///
/// # Errors
/// [`Errore::NonPrepagato`], an amount of nothing or out of measure, a missing reason.
pub async fn rettifica_credito(
    ctx: &Ctx,
    famiglia: &FamigliaAutorizzata,
    servizio: Servizio,
    importo: Importo,
    (chiave, motivo): (&str, &str),
) -> Result<(), Errore> {
    controlla_rettifica(importo)?;
    let motivo = crate::leggi_motivo(motivo)?;
    crate::leggi_chiave(chiave)?;
    let id = famiglia.famiglia.id;
    let tx = ctx.begin().await?;
    let gestione = ultimo_prepagato(&tx, servizio, ctx.oggi()).await?;
    let (conto, contro) = (
        gestione.prepagato(id),
        del_comune(Scopo::Rettifiche, servizio),
    );
    let movimento = if importo < Importo::ZERO {
        Trasferimento::nuovo(conto, contro, -importo)?
    } else {
        Trasferimento::nuovo(contro, conto, importo)?
    };
    let scrittura = NuovaScrittura::nuova(
        format!("rettifica:{id}:{chiave}"),
        Causa::nuova(TipoCausa::Rettifica, id),
        format!("Rettifica dell'ufficio: {motivo}"),
        ctx.oggi(),
        movimento,
    );
    blocca(ctx, &tx, conto).await?;
    if gia_registrata(&tx, &scrittura).await? {
        return Ok(());
    }
    registra(ctx, &tx, &scrittura).await?;
    let dettaglio = json!({ "servizio": servizio, "importo": importo, "motivo": motivo });
    audit::record(
        ctx,
        &tx,
        "rettificaCredito",
        "famiglia",
        Some(id.key()),
        dettaglio,
    )
    .await?;
    soglia::controlla(ctx, &tx, &gestione, &[id].into()).await?;
    tx.commit().await?;
    ctx.wake_jobs(ctx.now());
    Ok(())
}
