//! Families: one tutore, who signs and pays.

use campanella_kernel::{Istante, PersonaId};
use sea_orm::entity::prelude::*;

use crate::FamigliaId;

/// A family as the services know it.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "famiglia")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: FamigliaId,
    /// Who signs and pays: one per family.
    #[sea_orm(unique)]
    pub tutore_id: PersonaId,
    /// True when the tutore is resident in the comune.
    pub residente: bool,
    /// True when the social services exempt the family. Not shown by generated reads.
    #[seaography(ignore)]
    pub esente_servizi_sociali: bool,
    /// Minors in the family, enrolled or not.
    pub minori: i32,
    /// When the row was made.
    pub creata_il: Istante,
    /// The tutore.
    #[sea_orm(belongs_to, from = "tutore_id", to = "id")]
    pub tutore: BelongsTo<super::persona::Entity>,
    /// The children.
    #[sea_orm(has_many)]
    pub alunni: HasMany<super::alunno::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
