//! Bills.

use campanella_anagrafe::FamigliaId;
use campanella_kernel::{Giorno, GraphqlEnum, Importo, Servizio};
use campanella_ledger::ScritturaId;
use sea_orm::entity::prelude::*;

use crate::{EmissioneId, RettaId};

/// A che punto è una retta.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, DeriveActiveEnum, GraphqlEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum StatoRetta {
    /// Calcolata: la famiglia non la vede ancora.
    #[sea_orm(string_value = "bozza")]
    Bozza,
    /// Lasciata fuori dall'ufficio, o cambiata dopo l'anteprima.
    #[sea_orm(string_value = "esclusa")]
    Esclusa,
    /// Emessa: è da pagare.
    #[sea_orm(string_value = "emessa")]
    Emessa,
    /// Annullata dall'ufficio: non è da pagare.
    #[sea_orm(string_value = "annullata")]
    Annullata,
}

impl StatoRetta {
    /// In words, after «è».
    #[must_use]
    pub const fn parole(self) -> &'static str {
        match self {
            Self::Bozza => "ancora una bozza",
            Self::Esclusa => "esclusa",
            Self::Emessa => "emessa",
            Self::Annullata => "annullata",
        }
    }
}

/// The bill of a family in a run.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "retta")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: RettaId,
    /// The run.
    pub emissione_id: EmissioneId,
    /// Who pays.
    pub famiglia_id: FamigliaId,
    /// The service.
    pub servizio: Servizio,
    /// As families read it.
    pub descrizione: String,
    /// The sum of its lines.
    pub importo: Importo,
    /// How far it is.
    pub stato: StatoRetta,
    /// Why it was left out or cancelled.
    pub motivo: Option<String>,
    /// The entry; none for a bill of nothing.
    pub scrittura_id: Option<ScritturaId>,
    /// When it was issued.
    pub emessa_il: Option<Giorno>,
}

impl ActiveModelBehavior for ActiveModel {}
