//! Failures of rules, counted for the office's page: a charge that waits and a default that
//! answered must not go unseen.

use campanella_kernel::{Ctx, Istante};
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Alias, ExprTrait, OnConflict};
use sea_orm::{QueryOrder, QuerySelect};

use crate::guasto::Guasto;

/// What went wrong under an activation, how often and when.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "guasto_regola")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The activation.
    pub attivazione_id: i64,
    /// Code of the verdict.
    pub codice: String,
    /// The latest verdict, in words.
    pub testo: String,
    /// Questions left without an answer.
    pub quanti: i64,
    /// The first time.
    pub primo_il: Istante,
    /// The latest.
    pub ultimo_il: Istante,
}

impl ActiveModelBehavior for ActiveModel {}

/// Failures of one kind under one activation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct GuastoVisto {
    attivazione: i64,
    codice: &'static str,
    testo: String,
    quanti: i64,
}

impl GuastoVisto {
    /// Counts `guasto` among `visti`.
    pub(crate) fn aggiungi(visti: &mut Vec<Self>, attivazione: i64, guasto: &Guasto) {
        let codice = guasto.codice();
        let stesso = |v: &&mut Self| v.attivazione == attivazione && v.codice == codice;
        match visti.iter_mut().find(stesso) {
            Some(visto) => visto.quanti += 1,
            None => visti.push(Self {
                attivazione,
                codice,
                testo: guasto.to_string(),
                quanti: 1,
            }),
        }
    }
}

/// Adds `visti` to the counts.
///
/// # Errors
/// When the store fails.
pub(crate) async fn nota(ctx: &Ctx, visti: &[GuastoVisto]) -> Result<(), DbErr> {
    for visto in visti {
        let riga = ActiveModel {
            attivazione_id: Set(visto.attivazione),
            codice: Set(visto.codice.to_owned()),
            testo: Set(visto.testo.clone()),
            quanti: Set(visto.quanti),
            primo_il: Set(ctx.now()),
            ultimo_il: Set(ctx.now()),
            ..Default::default()
        };
        let prima = Expr::col((Entity, Column::Quanti));
        let nuovi = Expr::col((Alias::new("excluded"), Column::Quanti));
        let somma = OnConflict::columns([Column::AttivazioneId, Column::Codice])
            .update_columns([Column::Testo, Column::UltimoIl])
            .value(Column::Quanti, prima.add(nuovi))
            .to_owned();
        Entity::insert(riga)
            .on_conflict(somma)
            .exec_without_returning(ctx.db())
            .await?;
    }
    Ok(())
}

/// Rows that the office's page shows.
const MOSTRATI: u64 = 100;

/// The failures, the latest first.
///
/// # Errors
/// When the store fails.
pub(crate) async fn ultimi(db: &impl ConnectionTrait) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .order_by_desc(Column::UltimoIl)
        .order_by_desc(Column::Id)
        .limit(MOSTRATI)
        .all(db)
        .await
}
