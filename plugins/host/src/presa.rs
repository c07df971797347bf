//! A decision that was taken, or could not be.

use crate::decisione::Traccia;
use crate::messaggio::Messaggio;
use crate::passo::Provenienza;

/// A decision of the regulation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presa<R> {
    /// What the rule answers.
    pub risposta: R,
    /// The regulation that answered.
    pub provenienza: Provenienza,
    /// What is kept with what was decided ([`crate::decisione::conserva`]).
    pub traccia: Traccia,
}

/// A decision that could not be taken: it waits for the office. An amount that waits is not zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DaVerificare {
    /// Why, for the office.
    pub motivo: Messaggio,
    /// The regulation that was asked, if one is in force.
    pub provenienza: Option<Provenienza>,
}

/// One outcome for each input, in order.
pub type Decisioni<R> = Vec<Result<Presa<R>, Box<DaVerificare>>>;
