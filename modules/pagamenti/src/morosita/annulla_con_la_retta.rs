//! What ends with a bill that is cancelled.

use campanella_kernel::Ctx;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use crate::entities::{affidamento, rata, sollecito};
use crate::errore::Errore;

/// With a bill that is cancelled go its reminders, and its instalments leave the list for coercive
/// collection: their entries are undone with those of the bill.
pub(crate) async fn annulla_con_la_retta(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    rate: &[rata::Model],
    motivo: &str,
) -> Result<(), Errore> {
    let ids = || rate.iter().map(|r| r.id);
    sollecito::Entity::update_many()
        .col_expr(sollecito::Column::AnnullatoPer, Expr::value(motivo))
        .col_expr(sollecito::Column::AnnullatoIl, Expr::value(ctx.now()))
        .filter(sollecito::Column::RataId.is_in(ids()))
        .filter(sollecito::Column::AnnullatoIl.is_null())
        .exec(tx)
        .await?;
    affidamento::Entity::update_many()
        .col_expr(affidamento::Column::RitiratoPer, Expr::value(motivo))
        .col_expr(affidamento::Column::RitiratoIl, Expr::value(ctx.now()))
        .filter(affidamento::Column::RataId.is_in(ids()))
        .filter(affidamento::Column::RitiratoIl.is_null())
        .exec(tx)
        .await?;
    Ok(())
}
