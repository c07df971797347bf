//! School buildings.

use campanella_kernel::PlessoId;
use sea_orm::entity::prelude::*;

use crate::ScuolaId;

/// A school building. Roles may be limited to some of them.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "plesso")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: PlessoId,
    /// The school.
    pub scuola_id: ScuolaId,
    /// Codice meccanografico, or a code of the office.
    #[sea_orm(unique)]
    pub codice: String,
    /// Name.
    pub nome: String,
    /// Address.
    pub indirizzo: Option<String>,
    /// The school.
    #[sea_orm(belongs_to, from = "scuola_id", to = "id")]
    pub scuola: BelongsTo<super::scuola::Entity>,
    /// The classes, of every year.
    #[sea_orm(has_many)]
    pub classi: HasMany<super::classe::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
