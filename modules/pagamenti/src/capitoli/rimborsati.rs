//! What was paid back to families.

use campanella_kernel::{Ctx, Giorno, Importo, Istante, Servizio};
use chrono::NaiveTime;
use sea_orm::sea_query::{Expr, ExprTrait, Func};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::entities::rimborso::{Column, Entity, StatoRimborso};
use crate::errore::Errore;

/// The refunds that were paid from `dal` to `al`, by service. One statement.
pub(super) async fn per_servizio(
    ctx: &Ctx,
    (dal, al): (Giorno, Giorno),
) -> Result<Vec<(Servizio, Importo)>, Errore> {
    let inizio = |giorno| Istante::da_ora_locale(giorno, NaiveTime::MIN);
    // PostgreSQL adds big integers up to a numeric.
    let somma = Func::sum(Expr::col(Column::Importo)).cast_as("bigint");
    let righe: Vec<(Servizio, i64)> = Entity::find()
        .select_only()
        .column(Column::Servizio)
        .column_as(somma, "importo")
        .filter(Column::Stato.eq(StatoRimborso::Pagato))
        .filter(Column::DecisoIl.gte(inizio(dal)))
        .filter(Column::DecisoIl.lt(inizio(al.dopo(1))))
        .group_by(Column::Servizio)
        .order_by_asc(Column::Servizio)
        .into_tuple()
        .all(ctx.db())
        .await?;
    let riga = |(servizio, importo)| (servizio, Importo::from_cents(importo));
    Ok(righe.into_iter().map(riga).collect())
}
