//! How the comune is known to pagoPA.

use campanella_kernel::Istante;
use sea_orm::entity::prelude::*;

/// The only row of its table.
pub(crate) const UNICO: i64 = 1;

/// Intermediary, station and account of the comune.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "collegamento_pagopa")]
pub struct Model {
    /// [`UNICO`].
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    /// Segregation code, 0 to 49.
    pub segregazione: i32,
    /// Tax code of the intermediary.
    pub intermediario: String,
    /// Id of the station.
    pub stazione: String,
    /// Account on which payments are credited.
    pub iban: String,
    /// The service under which it is in the catalogue of pagoPA (idServizio), if it is.
    pub servizio_catalogo: Option<String>,
    /// Who offers it there (idSoggettoServizio).
    pub soggetto_catalogo: Option<String>,
    /// How often it was changed.
    pub versione: i32,
    /// Who changed it last.
    pub aggiornato_da: String,
    /// When.
    pub aggiornato_il: Istante,
}

impl ActiveModelBehavior for ActiveModel {}
