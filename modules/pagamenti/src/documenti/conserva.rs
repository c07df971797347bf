//! Papers that were drawn are kept.

use campanella_kernel::{Ctx, InternalError};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, Select};

use super::{Composto, Documento, carta};
use crate::entities::documento::{ActiveModel, Column, Entity, Model};
use crate::errore::Errore;
use crate::{DocumentoId, LottoId};

/// The paper that says what `composto` says: the one that was kept, or one drawn now. One that
/// nobody was given yet is drawn anew when the look of the comune's papers changed.
pub(super) async fn conservato(
    ctx: &Ctx,
    quale: Documento,
    composto: Composto,
) -> Result<Model, Errore> {
    let aspetto = carta::aspetto(ctx).await?;
    let (impronta, look) = (composto.stampa.impronta(), aspetto.impronta());
    let uguali = || dello_stesso_testo(quale, &impronta);
    if let Some(riga) = uguali().one(ctx.db()).await?
        && (riga.consegnato_il.is_some() || riga.aspetto == look)
    {
        return Ok(riga);
    }
    let pdf = super::disegna(ctx, composto.stampa).await?;
    let lotto = butta_mai_consegnati(ctx, quale).await?;
    let riga = ActiveModel {
        tipo: Set(quale.tipo()),
        chiave: Set(quale.chiave()),
        famiglia_id: Set(composto.famiglia),
        impronta: Set(impronta.clone()),
        aspetto: Set(look),
        nome: Set(composto.nome),
        pdf: Set(pdf),
        creato_il: Set(ctx.now()),
        consegnato_il: Set(None),
        lotto_id: Set(lotto),
        ..Default::default()
    };
    // Whoever asked at the same moment may have been first: theirs is as good.
    Entity::insert(riga)
        .on_conflict_do_nothing_on([Column::Tipo, Column::Chiave, Column::Impronta])
        .exec_without_returning(ctx.db())
        .await?;
    let scritta = uguali().one(ctx.db()).await?;
    Ok(scritta.ok_or_else(|| InternalError::new("a paper that was kept is gone"))?)
}

fn dello_stesso_testo(quale: Documento, impronta: &str) -> Select<Entity> {
    Entity::find()
        .filter(Column::Tipo.eq(quale.tipo()))
        .filter(Column::Chiave.eq(quale.chiave()))
        .filter(Column::Impronta.eq(impronta))
}

/// Throws away what was drawn and given to nobody; the lot that it was for.
async fn butta_mai_consegnati(ctx: &Ctx, quale: Documento) -> Result<Option<LottoId>, Errore> {
    let mai_dati = Condition::all()
        .add(Column::Tipo.eq(quale.tipo()))
        .add(Column::Chiave.eq(quale.chiave()))
        .add(Column::ConsegnatoIl.is_null());
    let lotti: Vec<Option<LottoId>> = Entity::find()
        .select_only()
        .column(Column::LottoId)
        .filter(mai_dati.clone())
        .into_tuple()
        .all(ctx.db())
        .await?;
    Entity::delete_many()
        .filter(mai_dati)
        .exec(ctx.db())
        .await?;
    Ok(lotti.into_iter().flatten().max())
}

/// Notes that these were handed out, those for the first time.
pub(super) async fn consegnato(
    ctx: &Ctx,
    quali: impl IntoIterator<Item = DocumentoId>,
) -> Result<(), Errore> {
    Entity::update_many()
        .col_expr(Column::ConsegnatoIl, Expr::value(ctx.now()))
        .filter(Column::Id.is_in(quali))
        .filter(Column::ConsegnatoIl.is_null())
        .exec(ctx.db())
        .await?;
    Ok(())
}
