//! Receipts of pagoPA.

use campanella_kernel::{Giorno, GraphqlEnum, Importo, Istante};
use sea_orm::entity::prelude::*;

use crate::{AvvisoId, IncassoId, RicevutaId};

/// Che cosa è stato di una ricevuta.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, DeriveActiveEnum, GraphqlEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum StatoRicevuta {
    /// Ha pagato il suo avviso.
    #[sea_orm(string_value = "registrata")]
    Registrata,
    /// Il denaro è arrivato, ma non si sa che cosa paga: decide l'ufficio.
    #[sea_orm(string_value = "da_attribuire")]
    DaAttribuire,
    /// L'ufficio ha detto che cosa paga.
    #[sea_orm(string_value = "attribuita")]
    Attribuita,
    /// L'ufficio ha reso il denaro a chi l'aveva pagato.
    #[sea_orm(string_value = "resa")]
    Resa,
    /// Il pagamento non è avvenuto.
    #[sea_orm(string_value = "non_pagata")]
    NonPagata,
}

/// Perché una ricevuta non ha pagato il suo avviso.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, DeriveActiveEnum, GraphqlEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Anomalia {
    /// L'avviso era già pagato.
    #[sea_orm(string_value = "gia_pagato")]
    GiaPagato,
    /// L'importo non è quello dovuto.
    #[sea_orm(string_value = "importo_diverso")]
    ImportoDiverso,
    /// L'avviso era annullato o scaduto.
    #[sea_orm(string_value = "avviso_chiuso")]
    AvvisoChiuso,
    /// Nessun avviso ha quel numero.
    #[sea_orm(string_value = "avviso_sconosciuto")]
    AvvisoSconosciuto,
    /// Il pagamento non si può registrare su quel conto.
    #[sea_orm(string_value = "non_registrabile")]
    NonRegistrabile,
}

/// A receipt: kept once, however often it comes.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ricevuta_pagopa")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: RicevutaId,
    /// Its id at pagoPA (receiptId), which the flow of reconciliation calls IUR.
    #[sea_orm(unique)]
    pub ricevuta: String,
    /// The number of the notice, as written.
    pub numero: String,
    /// The notice, if it is one of ours.
    pub avviso_id: Option<AvvisoId>,
    /// How much of it is for this comune.
    pub importo: Importo,
    /// The day of the payment.
    pub giorno: Giorno,
    /// Who took the money.
    pub prestatore: String,
    /// With what it was paid.
    pub metodo: Option<String>,
    /// What became of it.
    pub stato: StatoRicevuta,
    /// Why it did not pay its notice.
    pub anomalia: Option<Anomalia>,
    /// The payment that it became.
    pub incasso_id: Option<IncassoId>,
    /// When it came.
    pub arrivata_il: Istante,
    /// Why the office decided so.
    pub motivo: Option<String>,
    /// Who decided.
    pub risolta_da: Option<String>,
    /// When.
    pub risolta_il: Option<Istante>,
    /// How often what was decided was taken back.
    pub riaperture: i32,
}

impl ActiveModelBehavior for ActiveModel {}
