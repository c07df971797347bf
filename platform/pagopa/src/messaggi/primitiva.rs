//! The operations of the WSDL.

/// Which of two forms of an operation: both are served, the content is the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Versione {
    /// `paGetPayment`, `paSendRT`.
    V1,
    /// `paGetPaymentV2`, `paSendRTV2`.
    V2,
}

/// An operation of `paForNode`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Primitiva {
    /// Can this notice be paid, and for how much?
    Verifica,
    /// Somebody pays it: what must be credited where?
    Pagamento(Versione),
    /// It was paid (or not): the receipt.
    Ricevuta(Versione),
    /// Somebody wants to pay without a notice: make one.
    AvvisoSpontaneo,
}

impl Primitiva {
    const TUTTE: [Self; 6] = [
        Self::Verifica,
        Self::Pagamento(Versione::V1),
        Self::Pagamento(Versione::V2),
        Self::Ricevuta(Versione::V1),
        Self::Ricevuta(Versione::V2),
        Self::AvvisoSpontaneo,
    ];

    /// The operation that a SOAPAction header names, quoted as SOAP 1.1 wants or not.
    #[must_use]
    pub fn da_azione(azione: &str) -> Option<Self> {
        let azione = azione.trim().trim_matches('"');
        Self::TUTTE.into_iter().find(|p| p.azione() == azione)
    }

    /// The SOAPAction, which is the name of the operation.
    #[must_use]
    pub const fn azione(self) -> &'static str {
        match self {
            Self::Verifica => "paVerifyPaymentNotice",
            Self::Pagamento(Versione::V1) => "paGetPayment",
            Self::Pagamento(Versione::V2) => "paGetPaymentV2",
            Self::Ricevuta(Versione::V1) => "paSendRT",
            Self::Ricevuta(Versione::V2) => "paSendRTV2",
            Self::AvvisoSpontaneo => "paDemandPaymentNotice",
        }
    }

    /// The element of the request.
    #[must_use]
    pub const fn richiesta(self) -> &'static str {
        match self {
            Self::Verifica => "paVerifyPaymentNoticeReq",
            Self::Pagamento(Versione::V1) => "paGetPaymentReq",
            Self::Pagamento(Versione::V2) => "paGetPaymentV2Request",
            Self::Ricevuta(Versione::V1) => "paSendRTReq",
            Self::Ricevuta(Versione::V2) => "paSendRTV2Request",
            Self::AvvisoSpontaneo => "paDemandPaymentNoticeRequest",
        }
    }

    /// The element of the response.
    #[must_use]
    pub const fn risposta(self) -> &'static str {
        match self {
            Self::Verifica => "paVerifyPaymentNoticeRes",
            Self::Pagamento(Versione::V1) => "paGetPaymentRes",
            Self::Pagamento(Versione::V2) => "paGetPaymentV2Response",
            Self::Ricevuta(Versione::V1) => "paSendRTRes",
            Self::Ricevuta(Versione::V2) => "paSendRTV2Response",
            Self::AvvisoSpontaneo => "paDemandPaymentNoticeResponse",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_action_names_the_operation() {
        for primitiva in Primitiva::TUTTE {
            let quoted = format!("\"{}\"", primitiva.azione());
            assert_eq!(Primitiva::da_azione(&quoted), Some(primitiva));
            assert_eq!(Primitiva::da_azione(primitiva.azione()), Some(primitiva));
        }
        assert_eq!(Primitiva::da_azione(""), None);
        assert_eq!(Primitiva::da_azione("paSendRTV3"), None);
    }
}
