//! Delegates: a second adult who sees and books.

use campanella_kernel::{Giorno, Istante, PersonaId};
use sea_orm::Condition;
use sea_orm::entity::prelude::*;

use crate::{DelegaId, FamigliaId};

/// A delegation given by a tutore.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "delega")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: DelegaId,
    /// The family.
    pub famiglia_id: FamigliaId,
    /// The delegate.
    pub persona_id: PersonaId,
    /// First day.
    pub dal: Giorno,
    /// Last day, this one excluded; none while it holds. A delegation revoked on its first day
    /// never held.
    pub al: Option<Giorno>,
    /// When it was given.
    pub creata_il: Istante,
    /// The family.
    #[sea_orm(belongs_to, from = "famiglia_id", to = "id")]
    pub famiglia: BelongsTo<super::famiglia::Entity>,
    /// The delegate.
    #[sea_orm(belongs_to, from = "persona_id", to = "id")]
    pub persona: BelongsTo<super::persona::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

/// Delegations that hold on `giorno`.
pub(crate) fn in_vigore(giorno: Giorno) -> Condition {
    Condition::all().add(Column::Dal.lte(giorno)).add(
        Condition::any()
            .add(Column::Al.is_null())
            .add(Column::Al.gt(giorno)),
    )
}
