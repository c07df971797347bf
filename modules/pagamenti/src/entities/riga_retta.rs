//! Lines of bills.

use campanella_anagrafe::IscrizioneId;
use campanella_kernel::{Giorno, GraphqlEnum, Importo, PrezzoUnitario};
use sea_orm::entity::prelude::*;

use crate::entities::addebito::Arrotonda;
use crate::{RettaId, RigaId};

/// Che cosa paga una riga.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumIter, DeriveActiveEnum, GraphqlEnum,
)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum TipoRiga {
    /// La quota fissa di un mese.
    #[sea_orm(string_value = "quota")]
    Quota,
    /// I consumi del periodo.
    #[sea_orm(string_value = "consumo")]
    Consumo,
    /// Consumi già pagati e poi corretti.
    #[sea_orm(string_value = "conguaglio")]
    Conguaglio,
    /// Il debito rimasto da un anno in cui il servizio si pagava prima.
    #[sea_orm(string_value = "debito")]
    Debito,
    /// Una correzione dell'ufficio.
    #[sea_orm(string_value = "rettifica")]
    Rettifica,
    /// La penale per il ritardo, con gli interessi.
    #[sea_orm(string_value = "penale")]
    Penale,
    /// Le spese di un sollecito.
    #[sea_orm(string_value = "spese")]
    Spese,
    /// Il debito passato a un piano di rateizzazione, o da un'altra retta.
    #[sea_orm(string_value = "piano")]
    Piano,
}

/// A line: rounded once, here.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "riga_retta")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: RigaId,
    /// The bill.
    pub retta_id: RettaId,
    /// The child on the service; none for a correction and for a debt of the family.
    pub iscrizione_id: Option<IscrizioneId>,
    /// What it pays.
    pub tipo: TipoRiga,
    /// In words.
    pub descrizione: String,
    /// The month of a quota, by its first day.
    pub mese: Option<Giorno>,
    /// How many.
    pub quantita: i32,
    /// Price of one.
    pub prezzo: Option<PrezzoUnitario>,
    /// How it was rounded.
    pub arrotondamento: Option<Arrotonda>,
    /// The amount.
    pub importo: Importo,
    /// Label of the band.
    pub fascia: Option<String>,
    /// Its explanation.
    pub spiegazione: Option<String>,
    /// For a quota: the recorded decision, from which it can be computed again.
    pub decisione: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
