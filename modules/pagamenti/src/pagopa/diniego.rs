//! What the node hears of an error of this module.

use campanella_kernel::{DomainError, InternalError};
use campanella_pagopa::{CodiceFault, Diniego};

use crate::errore::Errore;

/// A failure of ours, or a refusal that the node cannot be told otherwise.
impl From<Errore> for Diniego {
    fn from(errore: Errore) -> Self {
        match errore.internal() {
            Some(_) => InternalError::from(errore).into(),
            None => Self::spiegato(CodiceFault::SystemError, &errore.to_string()),
        }
    }
}
