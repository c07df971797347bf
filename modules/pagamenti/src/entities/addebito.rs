//! What was consumed.

use campanella_anagrafe::{AlunnoId, FamigliaId, IscrizioneId};
use campanella_kernel::{Arrotondamento, Giorno, Importo, Istante, PrezzoUnitario, Servizio};
use campanella_ledger::ScritturaId;
use sea_orm::entity::prelude::*;

use crate::AddebitoId;

/// What became of a consumption.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum StatoAddebito {
    /// To be taken from the prepaid account, or to be billed.
    #[sea_orm(string_value = "in_attesa")]
    InAttesa,
    /// Taken from the prepaid account.
    #[sea_orm(string_value = "addebitato")]
    Addebitato,
    /// On a bill that was issued.
    #[sea_orm(string_value = "emesso")]
    Emesso,
    /// The regulation has only a quota: nothing to pay for the single one.
    #[sea_orm(string_value = "compreso")]
    Compreso,
    /// The regulation did not answer: the office must look.
    #[sea_orm(string_value = "da_verificare")]
    DaVerificare,
    /// Corrected before it was charged, or given back afterwards.
    #[sea_orm(string_value = "annullato")]
    Annullato,
}

/// How a line is rounded, as the store writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Arrotonda {
    /// Half a cent goes up.
    #[sea_orm(string_value = "mezzo-in-su")]
    MezzoInSu,
    /// Down.
    #[sea_orm(string_value = "per-difetto")]
    PerDifetto,
    /// Up.
    #[sea_orm(string_value = "per-eccesso")]
    PerEccesso,
}

impl From<Arrotondamento> for Arrotonda {
    fn from(come: Arrotondamento) -> Self {
        match come {
            Arrotondamento::MezzoInSu => Self::MezzoInSu,
            Arrotondamento::PerDifetto => Self::PerDifetto,
            Arrotondamento::PerEccesso => Self::PerEccesso,
        }
    }
}

impl From<Arrotonda> for Arrotondamento {
    fn from(come: Arrotonda) -> Self {
        match come {
            Arrotonda::MezzoInSu => Self::MezzoInSu,
            Arrotonda::PerDifetto => Self::PerDifetto,
            Arrotonda::PerEccesso => Self::PerEccesso,
        }
    }
}

/// A meal or a ride, or one given back: a fact that stays, only its state changes.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "addebito")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: AddebitoId,
    /// The service.
    pub servizio: Servizio,
    /// Its key within the service.
    pub origine: i64,
    /// The version of the origin that it comes from.
    pub versione: i32,
    /// 1, or -1 when one that was billed is given back.
    pub quantita: i32,
    /// The enrolment.
    pub iscrizione_id: IscrizioneId,
    /// The child.
    pub alunno_id: AlunnoId,
    /// The family that pays.
    pub famiglia_id: FamigliaId,
    /// The day.
    pub giorno: Giorno,
    /// Price of one.
    pub prezzo: Option<PrezzoUnitario>,
    /// How a line of this price becomes cents.
    pub arrotondamento: Option<Arrotonda>,
    /// Label of the band.
    pub fascia: Option<String>,
    /// Its explanation.
    pub spiegazione: Option<String>,
    /// What became of it.
    pub stato: StatoAddebito,
    /// The entry of the prepaid account.
    pub scrittura_id: Option<ScritturaId>,
    /// When it became known.
    pub registrato_il: Istante,
    /// The line of the bill.
    pub riga_id: Option<i64>,
}

impl Model {
    /// The amount of a line of this one alone; none where nothing was computed.
    #[must_use]
    pub fn importo(&self) -> Option<Importo> {
        let come = self.arrotondamento?.into();
        let uno = self.prezzo?.riga(1, come);
        Some(if self.quantita < 0 { -uno } else { uno })
    }
}

impl ActiveModelBehavior for ActiveModel {}
