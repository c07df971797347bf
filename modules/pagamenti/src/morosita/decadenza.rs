//! A plan that a family did not keep to: what is left is due at once. An office may let it count
//! again.

use campanella_kernel::{Ctx, Giorno, audit};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
};
use serde_json::json;

use super::nei_piani::fermo;
use crate::entities::piano::StatoPiano;
use crate::entities::{avviso_pagamento, rata};
use crate::errore::Errore;
use crate::permessi::SCRIVI_EMISSIONI;
use crate::{PianoId, RataId};

/// Ends a plan that was not kept to, because of `motivo`: its instalments to come are due today.
///
/// # Errors
/// [`Errore::StatoPiano`], [`campanella_kernel::Rifiuto::NonTrovato`].
pub async fn decadi_piano(ctx: &Ctx, id: PianoId, motivo: &str) -> Result<(), Errore> {
    let oggi = ctx.oggi();
    passa(
        ctx,
        id,
        motivo,
        Passaggio {
            da: StatoPiano::Attivo,
            a: StatoPiano::Decaduto,
            nome: "decadiPiano",
            scadenza: &|_, attuale| attuale.min(oggi),
        },
    )
    .await
}

/// Lets a plan count again that was ended, because of `motivo`: with the due dates that were
/// agreed.
///
/// # Errors
/// [`Errore::StatoPiano`], [`campanella_kernel::Rifiuto::NonTrovato`].
pub async fn ripristina_piano(ctx: &Ctx, id: PianoId, motivo: &str) -> Result<(), Errore> {
    passa(
        ctx,
        id,
        motivo,
        Passaggio {
            da: StatoPiano::Decaduto,
            a: StatoPiano::Attivo,
            nome: "ripristinaPiano",
            scadenza: &|concordata, _| concordata,
        },
    )
    .await
}

struct Passaggio<'a> {
    da: StatoPiano,
    a: StatoPiano,
    nome: &'a str,
    /// The due date of an instalment, from the one that was agreed and the one that it has.
    scadenza: &'a (dyn Fn(Giorno, Giorno) -> Giorno + Send + Sync),
}

async fn passa(
    ctx: &Ctx,
    id: PianoId,
    motivo: &str,
    passaggio: Passaggio<'_>,
) -> Result<(), Errore> {
    ctx.tutto_il_comune(SCRIVI_EMISSIONI)?;
    let motivo = crate::leggi_motivo(motivo)?;
    let tx = ctx.begin().await?;
    let (piano, _, rate) = fermo(ctx, &tx, id).await?;
    if piano.stato != passaggio.da {
        return Err(Errore::StatoPiano(piano.stato.parole()));
    }
    for (rata, concordata) in rate.iter().zip(&piano.scadenze.0) {
        let scadenza = (passaggio.scadenza)(*concordata, rata.scadenza);
        imposta(&tx, rata.id, scadenza).await?;
    }
    let mut dopo = piano.into_active_model();
    dopo.stato = Set(passaggio.a);
    dopo.motivo = Set(Some(motivo.clone()));
    dopo.update(&tx).await?;
    let dettaglio = json!({ "motivo": motivo });
    let key = Some(id.key());
    audit::record(ctx, &tx, passaggio.nome, "piano", key, dettaglio).await?;
    tx.commit().await?;
    Ok(())
}

/// The due date of an instalment and of its notice.
async fn imposta(tx: &DatabaseTransaction, id: RataId, scadenza: Giorno) -> Result<(), Errore> {
    rata::Entity::update_many()
        .col_expr(rata::Column::Scadenza, Expr::value(scadenza))
        .filter(rata::Column::Id.eq(id))
        .exec(tx)
        .await?;
    avviso_pagamento::Entity::update_many()
        .col_expr(avviso_pagamento::Column::Scadenza, Expr::value(scadenza))
        .filter(avviso_pagamento::Column::RataId.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}
