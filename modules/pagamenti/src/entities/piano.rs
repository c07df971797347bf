//! Plans of instalments.

use campanella_anagrafe::FamigliaId;
use campanella_kernel::{Giorno, GraphqlEnum, Istante};
use sea_orm::entity::prelude::*;

use crate::entities::emissione::Scadenze;
use crate::{PianoId, RettaId};

/// A che punto è un piano di rateizzazione.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, DeriveActiveEnum, GraphqlEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum StatoPiano {
    /// Vale: si paga alle sue scadenze.
    #[sea_orm(string_value = "attivo")]
    Attivo,
    /// La famiglia non l'ha rispettato: quanto resta è da pagare subito.
    #[sea_orm(string_value = "decaduto")]
    Decaduto,
    /// Concesso per errore: si paga come prima.
    #[sea_orm(string_value = "annullato")]
    Annullato,
}

impl StatoPiano {
    /// In words, after «è».
    #[must_use]
    pub const fn parole(self) -> &'static str {
        match self {
            Self::Attivo => "attivo",
            Self::Decaduto => "decaduto",
            Self::Annullato => "annullato",
        }
    }
}

/// A plan. Its instalments are those of a bill of its own, to which the debt went.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "piano")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: PianoId,
    /// Makes granting twice harmless.
    #[sea_orm(unique)]
    pub chiave: String,
    /// Who owes.
    pub famiglia_id: FamigliaId,
    /// Its bill.
    pub retta_id: RettaId,
    /// When the family signed it.
    pub firmato_il: Giorno,
    /// The due dates that were agreed.
    #[sea_orm(column_type = "JsonBinary")]
    pub scadenze: Scadenze,
    /// How far it is.
    pub stato: StatoPiano,
    /// Why it no longer counts, or counts again.
    pub motivo: Option<String>,
    /// Who granted it.
    pub concesso_da: String,
    /// When.
    pub concesso_il: Istante,
}

impl ActiveModelBehavior for ActiveModel {}
