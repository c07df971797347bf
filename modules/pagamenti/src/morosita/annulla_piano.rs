//! A plan that was granted by mistake: the debt goes back to where it was.

use campanella_kernel::{Ctx, Importo, Rifiuto, audit};
use campanella_ledger::storna;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
};
use serde_json::json;

use super::annulla_con_la_retta::annulla_con_la_retta;
use super::nei_piani::{fermo, passata_a_un_piano};
use super::varia_rata::{RigaNuova, aggiungi_righe};
use crate::PianoId;
use crate::entities::piano::StatoPiano;
use crate::entities::retta::StatoRetta;
use crate::entities::riga_retta::TipoRiga;
use crate::entities::{rata, retta, riga_piano};
use crate::errore::Errore;
use crate::incassa::pagati;
use crate::permessi::SCRIVI_EMISSIONI;
use crate::rette::scritture;

/// Cancels a plan of which nothing was paid, because of `motivo`: what went into it is due as it
/// was before.
///
/// # Errors
/// [`Errore::RettaPagata`], [`Errore::StatoPiano`], [`Rifiuto::NonTrovato`];
/// [`Errore::RettaInPiano`] when what lapsed went into another plan.
pub async fn annulla_piano(ctx: &Ctx, id: PianoId, motivo: &str) -> Result<(), Errore> {
    ctx.tutto_il_comune(SCRIVI_EMISSIONI)?;
    let motivo = crate::leggi_motivo(motivo)?;
    let tx = ctx.begin().await?;
    let (piano, retta, rate) = fermo(ctx, &tx, id).await?;
    if piano.stato == StatoPiano::Annullato {
        return Err(Errore::StatoPiano(piano.stato.parole()));
    }
    let pagato: Importo = pagati(&tx, rate.iter().map(|r| r.id))
        .await?
        .values()
        .copied()
        .sum();
    if pagato > Importo::ZERO {
        return Err(Errore::RettaPagata(pagato));
    }
    if passata_a_un_piano(&tx, retta.id).await? {
        return Err(Errore::RettaInPiano);
    }
    for scrittura in scritture(&tx, &retta).await? {
        storna(ctx, &tx, scrittura, &motivo).await?;
    }
    annulla_con_la_retta(ctx, &tx, &rate, &motivo).await?;
    let mut annullata = retta.into_active_model();
    annullata.stato = Set(StatoRetta::Annullata);
    annullata.motivo = Set(Some(motivo.clone()));
    annullata.update(&tx).await?;
    rimetti(ctx, &tx, id, &motivo).await?;
    let mut annullato = piano.into_active_model();
    annullato.stato = Set(StatoPiano::Annullato);
    annullato.motivo = Set(Some(motivo.clone()));
    annullato.update(&tx).await?;
    let dettaglio = json!({ "motivo": motivo });
    audit::record(ctx, &tx, "annullaPiano", "piano", Some(id.key()), dettaglio).await?;
    tx.commit().await?;
    Ok(())
}

/// Puts what went into a plan back on its old instalments.
async fn rimetti(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    piano: PianoId,
    motivo: &str,
) -> Result<(), Errore> {
    let parti = riga_piano::Entity::find()
        .filter(riga_piano::Column::PianoId.eq(piano))
        .all(tx)
        .await?;
    let rate = rata::Entity::find()
        .find_also_related(retta::Entity)
        .filter(rata::Column::Id.is_in(parti.iter().map(|p| p.rata_id)))
        .all(tx)
        .await?;
    for parte in parti {
        storna(ctx, tx, parte.scrittura_id, motivo).await?;
        let sua = rate.iter().find(|(r, _)| r.id == parte.rata_id);
        let (rata, retta) = sua.ok_or(Rifiuto::NonTrovato("Rata"))?;
        let retta = retta.as_ref().ok_or(Rifiuto::NonTrovato("Retta"))?;
        let riga = RigaNuova {
            tipo: TipoRiga::Piano,
            descrizione: format!(
                "Rata {}: il piano di rateizzazione è annullato",
                rata.numero
            ),
            importo: parte.importo,
            spiegazione: None,
        };
        aggiungi_righe(tx, (retta, rata), vec![riga]).await?;
    }
    Ok(())
}
