//! Payments in the flows of reconciliation.

use campanella_kernel::{Giorno, GraphqlEnum, Importo};
use campanella_pagopa::cliente::EsitoRiga;
use sea_orm::entity::prelude::*;

use crate::{FlussoId, RigaFlussoId};

/// Che cosa dice il flusso di un pagamento.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, DeriveActiveEnum, GraphqlEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum EsitoRendicontato {
    /// Pagato.
    #[sea_orm(string_value = "eseguito")]
    Eseguito,
    /// Pagato, e poi reso a chi aveva pagato.
    #[sea_orm(string_value = "revocato")]
    Revocato,
    /// Pagato mentre il comune non rispondeva.
    #[sea_orm(string_value = "senza_risposta")]
    SenzaRisposta,
}

impl From<EsitoRiga> for EsitoRendicontato {
    fn from(esito: EsitoRiga) -> Self {
        match esito {
            EsitoRiga::Eseguito => Self::Eseguito,
            EsitoRiga::Revocato => Self::Revocato,
            EsitoRiga::StandIn | EsitoRiga::StandInSenzaRpt | EsitoRiga::SenzaRpt => {
                Self::SenzaRisposta
            }
        }
    }
}

/// A payment of a flow.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "riga_flusso")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: RigaFlussoId,
    /// Its flow.
    pub flusso_id: FlussoId,
    /// The IUV, as written.
    pub iuv: String,
    /// The id of the receipt.
    pub iur: String,
    /// Which part of the payment it is: 1 to 5.
    pub parte: i32,
    /// How much.
    pub importo: Importo,
    /// What became of it.
    pub esito: EsitoRendicontato,
    /// When.
    pub giorno: Giorno,
}

impl ActiveModelBehavior for ActiveModel {}
