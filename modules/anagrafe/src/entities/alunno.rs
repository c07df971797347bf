//! Children.

use campanella_kernel::{CodiceFiscale, Giorno, Istante};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{AlunnoId, FamigliaId};

/// Sex, as the registry office records it.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    EnumIter,
    DeriveActiveEnum,
)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Sesso {
    /// Female.
    #[sea_orm(string_value = "F")]
    F,
    /// Male.
    #[sea_orm(string_value = "M")]
    M,
}

impl From<campanella_kernel::Sesso> for Sesso {
    fn from(sesso: campanella_kernel::Sesso) -> Self {
        match sesso {
            campanella_kernel::Sesso::Femmina => Self::F,
            campanella_kernel::Sesso::Maschio => Self::M,
        }
    }
}

/// A child.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "alunno")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: AlunnoId,
    /// The family.
    pub famiglia_id: FamigliaId,
    /// Codice fiscale as written: one child, one code.
    #[sea_orm(unique)]
    pub codice_fiscale: Option<CodiceFiscale>,
    /// Codice fiscale without omocodia: two children whose codes differ by it alone have the same.
    #[seaography(ignore)]
    pub cf_chiave: Option<String>,
    /// The office's own number for the child, which stays the same.
    #[sea_orm(unique)]
    pub codice_esterno: Option<String>,
    /// First name.
    pub nome: String,
    /// Surname.
    pub cognome: String,
    /// Day of birth.
    pub data_nascita: Giorno,
    /// Comune or state of birth, as the office writes it.
    pub luogo_nascita: Option<String>,
    /// Belfiore code of the place of birth, `Z…` for a foreign state.
    pub belfiore_nascita: Option<String>,
    /// Sex, where it is known.
    pub sesso: Option<Sesso>,
    /// True when resident in the comune.
    pub residente: bool,
    /// Postal address.
    pub indirizzo: Option<String>,
    /// True when a disability is certified: health data, not shown by generated reads.
    #[seaography(ignore)]
    pub disabilita: bool,
    /// When the row was made.
    pub creato_il: Istante,
    /// The family.
    #[sea_orm(belongs_to, from = "famiglia_id", to = "id")]
    pub famiglia: BelongsTo<super::famiglia::Entity>,
    /// Enrolments.
    #[sea_orm(has_many)]
    pub iscrizioni: HasMany<super::iscrizione::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
