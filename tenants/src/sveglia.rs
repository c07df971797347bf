//! When each comune next has work, so that the job runner opens no store in vain.

use std::sync::Arc;

use campanella_kernel::{ComuneId, Istante};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};

use crate::catalogo::entities::{comune, sveglia};
use crate::catalogo::{Catalogo, Stato};

/// A comune that has work, and since when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sveglia {
    /// The comune.
    pub comune: ComuneId,
    /// Since when.
    pub quando: Istante,
    /// How often it was asked for: a wake-up that comes while the work is done must not be lost.
    richieste: i64,
}

/// When each comune next has work.
#[derive(Clone)]
pub struct Sveglie {
    catalogo: Arc<Catalogo>,
}

impl Sveglie {
    pub(crate) fn new(catalogo: Arc<Catalogo>) -> Self {
        Self { catalogo }
    }

    /// There is work in `comune` from `at` on; what was known before holds when it is earlier.
    ///
    /// # Errors
    /// When the catalog refuses, as it does for an unknown comune.
    pub async fn wake(&self, comune: &ComuneId, at: Istante) -> Result<(), DbErr> {
        let row = sveglia::ActiveModel {
            comune_id: Set(comune.to_string()),
            quando: Set(at),
            richieste: Set(1),
        };
        let earlier = "CASE WHEN excluded.quando < sveglia.quando \
                       THEN excluded.quando ELSE sveglia.quando END";
        let on_conflict = OnConflict::column(sveglia::Column::ComuneId)
            .value(sveglia::Column::Quando, Expr::cust(earlier))
            .value(
                sveglia::Column::Richieste,
                Expr::cust("sveglia.richieste + 1"),
            )
            .to_owned();
        sveglia::Entity::insert(row)
            .on_conflict(on_conflict)
            .exec_without_returning(self.catalogo.db())
            .await?;
        Ok(())
    }

    /// At most `limit` comuni that are served and have work at `now`, those that waited longest
    /// first.
    ///
    /// # Errors
    /// When the catalog cannot be read.
    pub async fn due(&self, now: Istante, limit: u64) -> Result<Vec<Sveglia>, DbErr> {
        let rows = sveglia::Entity::find()
            .filter(sveglia::Column::Quando.lte(now))
            .filter(sveglia::Column::ComuneId.in_subquery(served()))
            .order_by_asc(sveglia::Column::Quando)
            .order_by_asc(sveglia::Column::ComuneId)
            .limit(limit)
            .all(self.catalogo.db())
            .await?;
        let read = |row: sveglia::Model| {
            Some(Sveglia {
                comune: ComuneId::parse(&row.comune_id).ok()?,
                quando: row.quando,
                richieste: row.richieste,
            })
        };
        Ok(rows.into_iter().filter_map(read).collect())
    }

    /// When the next comune that is served has work, if any has.
    ///
    /// # Errors
    /// When the catalog cannot be read.
    pub async fn next(&self) -> Result<Option<Istante>, DbErr> {
        let row = sveglia::Entity::find()
            .filter(sveglia::Column::ComuneId.in_subquery(served()))
            .order_by_asc(sveglia::Column::Quando)
            .one(self.catalogo.db())
            .await?;
        Ok(row.map(|row| row.quando))
    }

    /// After the work of `done`: the comune has work again at `next`, or none. False when somebody
    /// asked for the comune in between: what was read of its work may be out of date, so nothing
    /// is changed and it stays due.
    ///
    /// # Errors
    /// When the catalog refuses.
    pub async fn reschedule(&self, done: &Sveglia, next: Option<Istante>) -> Result<bool, DbErr> {
        let unchanged = sveglia::Column::ComuneId
            .eq(done.comune.as_str())
            .and(sveglia::Column::Richieste.eq(done.richieste));
        let db = self.catalogo.db();
        let changed = match next {
            Some(next) => {
                sveglia::Entity::update_many()
                    .col_expr(sveglia::Column::Quando, Expr::value(next))
                    .filter(unchanged)
                    .exec(db)
                    .await?
                    .rows_affected
            }
            None => {
                sveglia::Entity::delete_many()
                    .filter(unchanged)
                    .exec(db)
                    .await?
                    .rows_affected
            }
        };
        Ok(changed == 1)
    }
}

/// Comuni that are served: a suspended one keeps its work for later.
fn served() -> sea_orm::sea_query::SelectStatement {
    comune::Entity::find()
        .select_only()
        .column(comune::Column::Id)
        .filter(comune::Column::Stato.eq(Stato::Attivo))
        .into_query()
}
