//! Refunds.

use campanella_anagrafe::FamigliaId;
use campanella_kernel::{GraphqlEnum, Importo, Istante, Servizio};
use sea_orm::entity::prelude::*;

use crate::RimborsoId;

/// A che punto è un rimborso.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, DeriveActiveEnum, GraphqlEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum StatoRimborso {
    /// Chiesto dalla famiglia.
    #[sea_orm(string_value = "chiesto")]
    Chiesto,
    /// Accolto dall'ufficio: il credito è già tolto dal conto.
    #[sea_orm(string_value = "accolto")]
    Accolto,
    /// Rifiutato.
    #[sea_orm(string_value = "rifiutato")]
    Rifiutato,
    /// Pagato alla famiglia.
    #[sea_orm(string_value = "pagato")]
    Pagato,
}

/// A refund of credit.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "rimborso")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: RimborsoId,
    /// Makes asking twice harmless.
    #[sea_orm(unique)]
    pub chiave: String,
    /// Whose credit.
    pub famiglia_id: FamigliaId,
    /// Of which service.
    pub servizio: Servizio,
    /// How much.
    pub importo: Importo,
    /// Where to.
    pub iban: String,
    /// How far it is.
    pub stato: StatoRimborso,
    /// Why it was refused, or what the office noted.
    pub motivo: Option<String>,
    /// Who asked.
    pub chiesto_da: String,
    /// When.
    pub chiesto_il: Istante,
    /// Who decided.
    pub deciso_da: Option<String>,
    /// When.
    pub deciso_il: Option<Istante>,
}

impl ActiveModelBehavior for ActiveModel {}
