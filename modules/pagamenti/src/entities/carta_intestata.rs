//! How the papers of the comune look, and what notices say of its accounts.

use campanella_kernel::Istante;
use sea_orm::entity::prelude::*;

/// The only row of its table.
pub(crate) const UNICA: i64 = 1;

/// What papers have in common besides name, colour and contacts, which are settings of the comune.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "carta_intestata")]
pub struct Model {
    /// [`UNICA`].
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    /// The office that answers questions.
    pub ufficio: Option<String>,
    /// What every paper says at its end.
    pub nota: Option<String>,
    /// The code by which banks find the comune.
    pub cbill: Option<String>,
    /// The postal account on which notices can be paid.
    pub conto_postale: Option<String>,
    /// To whom it is registered.
    pub conto_intestato_a: Option<String>,
    /// The authorisation to print.
    pub conto_autorizzazione: Option<String>,
    /// SVG or PNG.
    pub logo: Option<Vec<u8>>,
    /// How often it was changed.
    pub versione: i32,
    /// Who changed it last.
    pub aggiornata_da: String,
    /// When.
    pub aggiornata_il: Istante,
}

impl ActiveModelBehavior for ActiveModel {}
