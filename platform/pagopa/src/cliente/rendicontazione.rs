//! Flows of reconciliation (`flussi di rendicontazione`, FdR): which payments a bank's credit
//! transfer is made of.

mod rest;
mod xml;

pub use rest::{ElencoFlussi, Pagina, PaginaRighe, Testata, VoceElenco};

use campanella_kernel::{Giorno, Importo, Istante};

use crate::Testo;

/// A flow: one credit transfer to the comune's account, and its payments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flusso {
    /// Its id.
    pub id: Testo<35>,
    /// When the bank made it.
    pub fatto: Istante,
    /// The id of the credit transfer (TRN), by which the treasurer knows it.
    pub regolamento: Testo<35>,
    /// The day of the credit transfer.
    pub data_regolamento: Giorno,
    /// The bank.
    pub mittente: Testo<35>,
    /// Its name.
    pub nome_mittente: Option<Testo<70>>,
    /// The creditor, as written.
    pub ricevente: Testo<35>,
    /// How many payments it says that it has.
    pub numero_dichiarato: u64,
    /// The amount of the credit transfer.
    pub importo_dichiarato: Importo,
    /// Its payments.
    pub righe: Vec<RigaFlusso>,
}

/// A payment in a flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RigaFlusso {
    /// The IUV, as written.
    pub iuv: Testo<35>,
    /// The id of the receipt.
    pub iur: Testo<35>,
    /// Which part of the payment it is: 1 to 5.
    pub posto: u8,
    /// How much.
    pub importo: Importo,
    /// What became of it.
    pub esito: EsitoRiga,
    /// When.
    pub data: Giorno,
}

/// What became of a payment in a flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EsitoRiga {
    /// 0: paid.
    Eseguito,
    /// 3: given back to the payer (version 1.0.4 of the definition alone).
    Revocato,
    /// 4: paid while the station did not answer.
    StandIn,
    /// 8: the same, without what the station says of the payment.
    StandInSenzaRpt,
    /// 9: paid, without what the station says of the payment.
    SenzaRpt,
}

/// Why a document is not a flow.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FlussoError {
    /// Not the XML of the definition.
    #[error("il flusso di rendicontazione non è valido: {0}")]
    Xml(#[from] crate::Sintassi),
    /// Not the JSON of the service.
    #[error("il flusso di rendicontazione non è valido: {0}")]
    Json(String),
}

impl EsitoRiga {
    const TUTTI: [(Self, &'static str, &'static str); 5] = [
        (Self::Eseguito, "0", "EXECUTED"),
        (Self::Revocato, "3", "REVOKED"),
        (Self::StandIn, "4", "STAND_IN"),
        (Self::StandInSenzaRpt, "8", "STAND_IN_NO_RPT"),
        (Self::SenzaRpt, "9", "NO_RPT"),
    ];
}

impl Flusso {
    /// Whether number and amount are those of its payments, what was given back taken off. A flow
    /// that does not add up is still money that came: it is kept, and shown to the office.
    #[must_use]
    pub fn quadra(&self) -> bool {
        let amount = |riga: &RigaFlusso| match riga.esito {
            EsitoRiga::Revocato => -riga.importo,
            _ => riga.importo,
        };
        let sum: Importo = self.righe.iter().map(amount).sum();
        u64::try_from(self.righe.len()) == Ok(self.numero_dichiarato)
            && sum == self.importo_dichiarato
    }
}
