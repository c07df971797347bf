//! Papers that were drawn.

use campanella_anagrafe::FamigliaId;
use campanella_kernel::{GraphqlEnum, Istante};
use sea_orm::entity::prelude::*;

use crate::{DocumentoId, LottoId};

/// Che documento è.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, DeriveActiveEnum, GraphqlEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum TipoDocumento {
    /// Avviso di pagamento.
    #[sea_orm(string_value = "avviso")]
    Avviso,
    /// Retta, con le righe e le rate.
    #[sea_orm(string_value = "retta")]
    Retta,
    /// Sollecito di pagamento.
    #[sea_orm(string_value = "sollecito")]
    Sollecito,
    /// Ricevuta di un pagamento.
    #[sea_orm(string_value = "ricevuta")]
    Ricevuta,
    /// Attestazione per la dichiarazione dei redditi.
    #[sea_orm(string_value = "attestazione")]
    Attestazione,
}

/// A paper as it was drawn. When what it says changes, another row is added: what was handed out
/// stays as it was.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "documento")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: DocumentoId,
    /// Which kind.
    pub tipo: TipoDocumento,
    /// Of what: the key of the bill, notice, ...; child and year of a certificate.
    pub chiave: String,
    /// Whose it is.
    pub famiglia_id: FamigliaId,
    /// Digest of what it says.
    pub impronta: String,
    /// Digest of how it looks.
    pub aspetto: String,
    /// The name to save it under.
    pub nome: String,
    /// The file.
    pub pdf: Vec<u8>,
    /// When it was drawn.
    pub creato_il: Istante,
    /// When it was first handed out: from then on it is never drawn anew.
    pub consegnato_il: Option<Istante>,
    /// The last lot that it was drawn for.
    pub lotto_id: Option<LottoId>,
}

impl ActiveModelBehavior for ActiveModel {}
