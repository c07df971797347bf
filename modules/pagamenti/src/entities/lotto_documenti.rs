//! Papers drawn together.

use campanella_kernel::{GraphqlEnum, Istante};
use sea_orm::entity::prelude::*;

use super::documento::TipoDocumento;
use crate::LottoId;

/// A che punto è la preparazione di più documenti.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, DeriveActiveEnum, GraphqlEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum StatoLotto {
    /// Il programma li prepara.
    #[sea_orm(string_value = "in_corso")]
    InCorso,
    /// Pronti.
    #[sea_orm(string_value = "pronto")]
    Pronto,
}

/// The papers of a bill run, of a sending of reminders or of a year.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "lotto_documenti")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: LottoId,
    /// Which papers.
    pub tipo: TipoDocumento,
    /// Of what: the bill run, the sending, the year.
    pub di: i64,
    /// How far it is.
    pub stato: StatoLotto,
    /// Things to go through when it was asked for.
    pub totale: i64,
    /// Papers that are ready.
    pub fatti: i64,
    /// Things of which there is no paper: a notice that is paid, a child for whom nothing was.
    pub senza: i64,
    /// The key of the last thing gone through.
    pub ultimo: i64,
    /// Who asked for it.
    pub chiesto_da: String,
    /// When.
    pub chiesto_il: Istante,
    /// When it was over.
    pub finito_il: Option<Istante>,
}

impl ActiveModelBehavior for ActiveModel {}
