//! Papers that were drawn are kept.

use campanella_kernel::{Ctx, InternalError};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, Func};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    QuerySelect, Select, Value,
};

use super::{Composto, Documento, carta};
use crate::LottoId;
use crate::entities::documento::{ActiveModel, Column, Entity, Model};
use crate::errore::Errore;

/// What a paper is wanted for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Per {
    /// To be handed out: from now on it stays as it is.
    Consegna,
    /// To lie among those of a lot, until somebody saves them.
    Lotto(LottoId),
}

/// The paper that says what `composto` says: the one that was kept, or one drawn now. One that
/// nobody was given yet is drawn anew when the look of the comune's papers changed.
pub(super) async fn conservato(
    ctx: &Ctx,
    quale: Documento,
    composto: Composto,
    per: Per,
) -> Result<Model, Errore> {
    let aspetto = carta::aspetto(ctx).await?;
    let (impronta, look) = (composto.stampa.impronta(), aspetto.impronta());
    let uguali = || dello_stesso_testo(quale, &impronta);
    if let Some(riga) = uguali().one(ctx.db()).await?
        && (riga.consegnato_il.is_some() || riga.aspetto == look)
        // Not if somebody threw it away in this moment.
        && segna(ctx, ctx.db(), &riga, per).await?
    {
        return Ok(riga);
    }
    let pdf = super::disegna(ctx, aspetto, composto.stampa).await?;
    let tx = ctx.begin().await?;
    let lotto = butta_mai_consegnati(&tx, quale).await?;
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
        .exec_without_returning(&tx)
        .await?;
    let scritta = uguali().one(&tx).await?;
    let scritta = scritta.ok_or_else(|| InternalError::new("a paper that was kept is gone"))?;
    segna(ctx, &tx, &scritta, per).await?;
    tx.commit().await?;
    Ok(scritta)
}

fn dello_stesso_testo(quale: Documento, impronta: &str) -> Select<Entity> {
    Entity::find()
        .filter(Column::Tipo.eq(quale.tipo()))
        .filter(Column::Chiave.eq(quale.chiave()))
        .filter(Column::Impronta.eq(impronta))
}

/// Notes what a paper is wanted for; false when it is no longer there.
async fn segna(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    riga: &Model,
    per: Per,
) -> Result<bool, Errore> {
    let segnata = Entity::update_many().filter(Column::Id.eq(riga.id));
    let segnata = match per {
        Per::Consegna => segnata.col_expr(Column::ConsegnatoIl, prima_consegna(ctx)),
        Per::Lotto(lotto) => segnata.col_expr(Column::LottoId, Expr::value(lotto)),
    };
    Ok(segnata.exec(db).await?.rows_affected > 0)
}

/// When it was first handed out: before, or now.
pub(super) fn prima_consegna(ctx: &Ctx) -> Expr {
    let adesso = Expr::value(Value::from(ctx.now()));
    Func::coalesce([Expr::col(Column::ConsegnatoIl), adesso]).into()
}

/// Throws away what was drawn and given to nobody; the lot that it was for.
async fn butta_mai_consegnati(
    tx: &DatabaseTransaction,
    quale: Documento,
) -> Result<Option<LottoId>, Errore> {
    let mai_dati = Condition::all()
        .add(Column::Tipo.eq(quale.tipo()))
        .add(Column::Chiave.eq(quale.chiave()))
        .add(Column::ConsegnatoIl.is_null());
    let lotti: Vec<Option<LottoId>> = Entity::find()
        .select_only()
        .column(Column::LottoId)
        .filter(mai_dati.clone())
        .into_tuple()
        .all(tx)
        .await?;
    Entity::delete_many().filter(mai_dati).exec(tx).await?;
    Ok(lotti.into_iter().flatten().max())
}
