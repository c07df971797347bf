//! Persons: whoever signs and pays for a family, is its delegate, or works in an office.

use campanella_kernel::{CodiceFiscale, Istante, PersonaId};
use sea_orm::entity::prelude::*;

/// A person. What a person may do is not written here.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "persona")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: PersonaId,
    /// Codice fiscale as written; none for a person whom the office knows only by a codice persona.
    #[sea_orm(unique)]
    pub codice_fiscale: Option<CodiceFiscale>,
    /// Codice fiscale without omocodia, by which to look for the person. It names nobody: two
    /// people whose codes differ by omocodia alone have the same.
    #[seaography(ignore)]
    pub cf_chiave: Option<String>,
    /// The name with which a person without codice fiscale logs in.
    #[sea_orm(unique)]
    pub codice_persona: String,
    /// First name.
    pub nome: String,
    /// Surname.
    pub cognome: String,
    /// E-mail address.
    pub email: Option<String>,
    /// True once a code sent to the address came back.
    pub email_confermata: bool,
    /// Telephone.
    pub telefono: Option<String>,
    /// Postal address.
    pub indirizzo: Option<String>,
    /// True when an office knows who this is. A delegate whom a tutore wrote down is not yet: such
    /// a person sees the family that delegates, and no other, even one entered later.
    pub verificata: bool,
    /// When the row was made.
    pub creata_il: Istante,
}

impl ActiveModelBehavior for ActiveModel {}
