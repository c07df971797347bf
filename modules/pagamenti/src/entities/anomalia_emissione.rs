//! What an office should look at before it confirms a run.

use campanella_anagrafe::{FamigliaId, IscrizioneId};
use campanella_kernel::GraphqlEnum;
use sea_orm::entity::prelude::*;

use crate::EmissioneId;

/// Che cosa non va.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, DeriveActiveEnum, GraphqlEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum TipoAnomalia {
    /// Il regolamento non ha dato un prezzo per alcuni consumi: restano fuori.
    #[sea_orm(string_value = "da_verificare")]
    DaVerificare,
    /// Il regolamento non ha dato la quota di un mese: resta fuori.
    #[sea_orm(string_value = "senza_quota")]
    SenzaQuota,
    /// I conguagli superano il dovuto: la famiglia resta a credito fino alla prossima emissione.
    #[sea_orm(string_value = "a_credito")]
    ACredito,
    /// L'importo è cambiato dopo l'anteprima: la retta non è stata emessa.
    #[sea_orm(string_value = "cambiata")]
    Cambiata,
}

/// An anomaly of a run.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "anomalia_emissione")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The run.
    pub emissione_id: EmissioneId,
    /// The family.
    pub famiglia_id: FamigliaId,
    /// The child on the service.
    pub iscrizione_id: Option<IscrizioneId>,
    /// What is wrong.
    pub tipo: TipoAnomalia,
    /// In words.
    pub dettaglio: String,
}

impl ActiveModelBehavior for ActiveModel {}
