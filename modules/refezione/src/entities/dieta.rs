//! Diets of children: special data.

use campanella_anagrafe::AlunnoId;
use campanella_kernel::{Giorno, Istante};
use sea_orm::entity::prelude::*;

/// A diet granted to a child, from a day to a day. It reveals health or belief: whoever reads it
/// leaves a row in the log.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "dieta")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The child.
    pub alunno_id: AlunnoId,
    /// The diet.
    pub tipo_id: i64,
    /// First day.
    pub dal: Giorno,
    /// Last day, included.
    pub al: Option<Giorno>,
    /// Reference of the certificate.
    pub certificato: Option<String>,
    /// Note for the kitchen.
    pub nota: Option<String>,
    /// Who granted it.
    pub concessa_da: String,
    /// When.
    pub creata_il: Istante,
}

impl ActiveModelBehavior for ActiveModel {}
