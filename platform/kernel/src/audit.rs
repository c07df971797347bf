//! The log of what was done, by whom, and of every reading of special data.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait};

use crate::{Ctx, Istante};

/// A row of the log. Rows are added in the transaction of the act and never changed.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "registro")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// When.
    pub quando: Istante,
    /// Person who acted, if a person.
    pub persona_id: Option<i64>,
    /// Who acted, in words.
    pub chi: String,
    /// What was done: a verb of the domain, e.g. `disdici`.
    pub azione: String,
    /// On what, e.g. `iscrizione`.
    pub oggetto: String,
    /// Key of the thing.
    pub oggetto_id: Option<i64>,
    /// The change, without special data.
    #[sea_orm(column_type = "Json")]
    pub dettaglio: Json,
    /// Correlation id of the request.
    pub correlazione: String,
}

impl ActiveModelBehavior for ActiveModel {}

/// Records `azione` on `oggetto` within the transaction `db` of the act itself.
///
/// # Errors
/// When the store refuses the row: the act must then fail too.
pub async fn record(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    azione: &str,
    oggetto: &str,
    oggetto_id: Option<i64>,
    dettaglio: serde_json::Value,
) -> Result<(), DbErr> {
    let row = ActiveModel {
        quando: Set(ctx.now()),
        persona_id: Set(ctx.actor().persona().map(crate::PersonaId::key)),
        chi: Set(ctx.actor().descrizione()),
        azione: Set(azione.to_owned()),
        oggetto: Set(oggetto.to_owned()),
        oggetto_id: Set(oggetto_id),
        dettaglio: Set(dettaglio),
        correlazione: Set(ctx.correlation().to_owned()),
        ..Default::default()
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}
