//! The weekly pattern of a child.

use campanella_anagrafe::IscrizioneId;
use campanella_kernel::Giorno;
use sea_orm::entity::prelude::*;

use crate::scelta::Scelta;

/// What holds on one day of the week, from a day to a day, unless the day itself was chosen.
/// Of two rows that cover a day the later one holds.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "settimana")]
pub struct Model {
    /// Key; a later pattern has a higher one.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The child on the service.
    pub iscrizione_id: IscrizioneId,
    /// Monday = 1 to Sunday = 7.
    pub giorno_settimana: i16,
    /// The choice.
    pub scelta: Scelta,
    /// First day.
    pub dal: Giorno,
    /// Last day, included; none: until further notice.
    pub al: Option<Giorno>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// True when this row speaks of `giorno`.
    #[must_use]
    pub fn copre(&self, giorno: Giorno) -> bool {
        self.giorno_settimana == i16::from(giorno.giorno_settimana())
            && self.dal <= giorno
            && self.al.is_none_or(|al| giorno <= al)
    }
}
