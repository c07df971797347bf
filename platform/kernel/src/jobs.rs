//! Work that must be done later and survives a kill: a row in the comune's store, written in the
//! transaction that asks for it, taken with a lease, tried again, at least once.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait, QuerySelect, TryInsertResult};

use crate::{Ctx, InternalError, Istante};

/// A job.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "lavoro")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Kind, e.g. `refezione.chiusura`: names the handler.
    pub tipo: String,
    /// A second job of the same key is not taken in.
    #[sea_orm(unique)]
    pub chiave: String,
    /// What the handler needs to know.
    #[sea_orm(column_type = "Json")]
    pub contenuto: Json,
    /// Not before.
    pub da_eseguire: Istante,
    /// Times that it was begun.
    pub tentativi: i32,
    /// `in_attesa`, `fatto` or `fallito`.
    pub stato: String,
    /// While a node holds it.
    pub preso_fino: Option<Istante>,
    /// Why the last try failed, for the vendor.
    pub errore: Option<String>,
    /// When it was asked for.
    pub creato: Istante,
    /// When it ended.
    pub finito: Option<Istante>,
}

impl ActiveModelBehavior for ActiveModel {}

/// A job waits, also between two tries.
pub const IN_ATTESA: &str = "in_attesa";
/// A job is done.
pub const FATTO: &str = "fatto";
/// A job was given up after its last try.
pub const FALLITO: &str = "fallito";

/// A job to be asked for.
#[derive(Debug, Clone)]
pub struct NewJob<'a> {
    /// Kind: names the handler.
    pub tipo: &'a str,
    /// Makes asking twice harmless.
    pub chiave: String,
    /// What the handler needs to know.
    pub contenuto: serde_json::Value,
    /// Not before.
    pub da_eseguire: Istante,
}

/// Asks for a job within the transaction `db`; false when a job of that key was asked already.
/// After the commit call [`Ctx::wake_jobs`].
///
/// # Errors
/// When the store refuses.
pub async fn enqueue(ctx: &Ctx, db: &impl ConnectionTrait, job: NewJob<'_>) -> Result<bool, DbErr> {
    let row = ActiveModel {
        tipo: Set(job.tipo.to_owned()),
        chiave: Set(job.chiave),
        contenuto: Set(job.contenuto),
        da_eseguire: Set(job.da_eseguire),
        tentativi: Set(0),
        stato: Set(IN_ATTESA.to_owned()),
        creato: Set(ctx.now()),
        ..Default::default()
    };
    let result = Entity::insert(row)
        .on_conflict_do_nothing_on([Column::Chiave])
        .exec_without_returning(db)
        .await?;
    Ok(matches!(result, TryInsertResult::Inserted(1..)))
}

/// The keys of the jobs of a kind that wait, or are being done. Of one that was given up after its
/// last try there is none.
///
/// # Errors
/// When the store fails.
pub async fn waiting(db: &impl ConnectionTrait, tipo: &str) -> Result<Vec<String>, DbErr> {
    Entity::find()
        .select_only()
        .column(Column::Chiave)
        .filter(Column::Tipo.eq(tipo))
        .filter(Column::Stato.eq(IN_ATTESA))
        .into_tuple()
        .all(db)
        .await
}

/// Does the jobs of one kind. A job may come twice: do it in one transaction, or check first.
#[async_trait::async_trait]
pub trait JobHandler: Send + Sync {
    /// The kind that it does, e.g. `refezione.chiusura`.
    fn tipo(&self) -> &'static str;

    /// The local time (hour, minute) at which one such job is asked for each day by the platform,
    /// or none when only other code asks. The content is then `{"giorno": "2026-11-23"}`.
    fn ogni_giorno(&self) -> Option<(u32, u32)>;

    /// Does one job.
    async fn run(&self, ctx: &Ctx, contenuto: &serde_json::Value) -> Result<(), InternalError>;
}
