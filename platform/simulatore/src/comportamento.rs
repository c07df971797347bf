//! How the node behaves with a payment.

use std::fmt;
use std::str::FromStr;

/// What the node does after a payment, well or badly. All of it happens with the real node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Comportamento {
    /// The receipt comes at once.
    #[default]
    Regolare,
    /// The same receipt comes twice.
    Doppia,
    /// The receipt comes later.
    Tardiva,
    /// The receipt comes after that of a later payment.
    FuoriOrdine,
    /// The answer of the station to the receipt is lost, and the receipt comes again.
    RispostaPersa,
    /// The receipt has an amount that was not due.
    ImportoErrato,
    /// The receipt first comes for a creditor that the station does not serve.
    EnteSconosciuto,
    /// Two payers pay the same notice at the same moment: two receipts.
    DuePagamenti,
    /// The receipt never comes by itself: it must be asked for.
    MaiConsegnata,
}

/// Why a text is no behaviour.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("il nodo non conosce questo comportamento")]
pub struct ComportamentoError;

impl Comportamento {
    /// All of them, with a name for programs and one for people.
    pub const TUTTI: [(Self, &'static str, &'static str); 9] = [
        (
            Self::Regolare,
            "regolare",
            "Regolare: la ricevuta arriva subito",
        ),
        (
            Self::Doppia,
            "doppia",
            "La stessa ricevuta arriva due volte",
        ),
        (Self::Tardiva, "tardiva", "La ricevuta arriva in ritardo"),
        (
            Self::FuoriOrdine,
            "fuori-ordine",
            "La ricevuta arriva dopo quella di un pagamento successivo",
        ),
        (
            Self::RispostaPersa,
            "risposta-persa",
            "La risposta dell'ente alla ricevuta va persa, e la ricevuta arriva di nuovo",
        ),
        (
            Self::ImportoErrato,
            "importo-errato",
            "La ricevuta ha un importo diverso dal dovuto",
        ),
        (
            Self::EnteSconosciuto,
            "ente-sconosciuto",
            "La ricevuta arriva prima per un ente che la stazione non conosce",
        ),
        (
            Self::DuePagamenti,
            "due-pagamenti",
            "Due persone pagano lo stesso avviso nello stesso momento",
        ),
        (
            Self::MaiConsegnata,
            "mai-consegnata",
            "La ricevuta non arriva: l'ente deve chiederla",
        ),
    ];

    /// Its name for programs.
    #[must_use]
    pub fn codice(self) -> &'static str {
        let found = Self::TUTTI.iter().find(|voce| voce.0 == self);
        found.map_or("regolare", |voce| voce.1)
    }
}

impl FromStr for Comportamento {
    type Err = ComportamentoError;

    fn from_str(text: &str) -> Result<Self, ComportamentoError> {
        let found = Self::TUTTI.iter().find(|voce| voce.1 == text);
        found.map(|voce| voce.0).ok_or(ComportamentoError)
    }
}

impl fmt::Display for Comportamento {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.codice())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back() {
        for (comportamento, codice, _) in Comportamento::TUTTI {
            assert_eq!(comportamento.to_string(), codice);
            assert_eq!(codice.parse(), Ok(comportamento));
        }
        assert_eq!("onesto".parse::<Comportamento>(), Err(ComportamentoError));
    }
}
