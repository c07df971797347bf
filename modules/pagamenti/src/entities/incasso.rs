//! Money that came in.

use campanella_anagrafe::FamigliaId;
use campanella_kernel::{Giorno, GraphqlEnum, Importo, Istante, Servizio};
use campanella_ledger::ScritturaId;
use sea_orm::entity::prelude::*;

use crate::{IncassoId, RataId};

/// Come è stato pagato.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, DeriveActiveEnum, GraphqlEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Mezzo {
    /// In contanti: non vale per la detrazione.
    #[sea_orm(string_value = "contanti")]
    Contanti,
    /// Con carta, allo sportello.
    #[sea_orm(string_value = "carta")]
    Carta,
    /// Con bonifico.
    #[sea_orm(string_value = "bonifico")]
    Bonifico,
    /// Con pagoPA.
    #[sea_orm(string_value = "pagopa")]
    Pagopa,
    /// Con il credito rimasto sul conto elettronico.
    #[sea_orm(string_value = "credito")]
    Credito,
}

impl Mezzo {
    /// Whether it can be traced, as a deduction asks (L. 160/2019, art. 1, c. 679). Credit was
    /// counted when it was paid in.
    #[must_use]
    pub const fn tracciabile(self) -> bool {
        !matches!(self, Self::Contanti | Self::Credito)
    }
}

impl std::fmt::Display for Mezzo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Contanti => "Contanti",
            Self::Carta => "Carta",
            Self::Bonifico => "Bonifico",
            Self::Pagopa => "pagoPA",
            Self::Credito => "Credito del conto",
        })
    }
}

/// A payment: a top-up, or of an instalment.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "incasso")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: IncassoId,
    /// Makes registering twice harmless.
    #[sea_orm(unique)]
    pub chiave: String,
    /// Who paid.
    pub famiglia_id: FamigliaId,
    /// For which service.
    pub servizio: Servizio,
    /// How much.
    pub importo: Importo,
    /// By which means.
    pub mezzo: Mezzo,
    /// The day of the payment, on which a certificate counts it.
    pub giorno: Giorno,
    /// What the office noted.
    pub nota: Option<String>,
    /// The entry.
    pub scrittura_id: ScritturaId,
    /// Who registered it.
    pub registrato_da: String,
    /// When.
    pub registrato_il: Istante,
    /// Why it was undone.
    pub stornato_per: Option<String>,
    /// When.
    pub stornato_il: Option<Istante>,
    /// The instalment; none for a top-up.
    pub rata_id: Option<RataId>,
}

impl ActiveModelBehavior for ActiveModel {}
