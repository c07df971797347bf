//! How a service is paid.

use campanella_kernel::{AnnoScolastico, GraphqlEnum, Importo, Istante, Servizio};
use sea_orm::entity::prelude::*;

/// Quando si paga un servizio.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, DeriveActiveEnum, GraphqlEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Modo {
    /// Prima: la famiglia ricarica un conto elettronico, da cui si scalano i consumi.
    #[sea_orm(string_value = "prepagato")]
    Prepagato,
    /// Dopo: il comune emette le rette.
    #[sea_orm(string_value = "postpagato")]
    Postpagato,
}

/// Di che cosa è il conto elettronico.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, DeriveActiveEnum, GraphqlEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum ContoPer {
    /// Uno per ogni servizio.
    #[sea_orm(string_value = "servizio")]
    Servizio,
    /// Uno solo per la famiglia, per tutti i servizi che lo condividono.
    #[sea_orm(string_value = "famiglia")]
    Famiglia,
}

/// Che cosa succede quando il conto è a zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, DeriveActiveEnum, GraphqlEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum AZero {
    /// Nulla: il conto va in negativo.
    #[sea_orm(string_value = "permetti")]
    Permetti,
    /// La famiglia è avvisata, e il conto va in negativo.
    #[sea_orm(string_value = "avvisa")]
    Avvisa,
    /// La famiglia non può più prenotare; chi è presente mangia lo stesso.
    #[sea_orm(string_value = "blocca")]
    Blocca,
}

/// How a service is paid in a school year.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "gestione")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The service.
    pub servizio: Servizio,
    /// The school year.
    pub anno: AnnoScolastico,
    /// Prepaid or post-paid.
    pub modo: Modo,
    /// One account per service, or per family.
    pub conto: ContoPer,
    /// Below it the family is told.
    pub soglia: Option<Importo>,
    /// What happens at zero.
    pub a_zero: AZero,
    /// 1, then one more at each change.
    pub versione: i32,
    /// Who changed it last.
    pub aggiornata_da: String,
    /// When.
    pub aggiornata_il: Istante,
}

impl Model {
    /// The service of the prepaid account: none when the family has one for all.
    #[must_use]
    pub const fn servizio_del_conto(&self) -> Option<Servizio> {
        match self.conto {
            ContoPer::Servizio => Some(self.servizio),
            ContoPer::Famiglia => None,
        }
    }
}

impl ActiveModelBehavior for ActiveModel {}
