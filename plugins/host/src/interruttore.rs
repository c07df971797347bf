//! The circuit breaker: a rule that fails whoever is asked about is not asked for a while, so that
//! a comune with a broken regulation does not spend the machine that others share.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use campanella_kernel::ComuneId;

use crate::limiti::{LOTTI_GUASTI_DI_FILA, SOSPENSIONE};

/// The rules that failed lately, by comune and digest.
#[derive(Default)]
pub(crate) struct Interruttore(Mutex<HashMap<(ComuneId, String), Storia>>);

struct Storia {
    guasti_di_fila: u32,
    /// Not asked until then; afterwards one batch is let through.
    sospesa_fino: Option<Instant>,
}

impl Interruttore {
    /// Whether the rule may be asked at `adesso`. After a suspension the first who asks is let
    /// through, and the others wait for what becomes of it.
    pub(crate) fn permette(&self, comune: &ComuneId, digest: &str, adesso: Instant) -> bool {
        let mut storie = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(storia) = storie.get_mut(&(comune.clone(), digest.to_owned())) else {
            return true;
        };
        match storia.sospesa_fino {
            Some(fino) if adesso < fino => false,
            Some(_) => {
                storia.sospesa_fino = Some(adesso + SOSPENSIONE);
                true
            }
            None => true,
        }
    }

    /// Notes a batch: whether the rule gave at least one answer.
    pub(crate) fn nota(&self, comune: &ComuneId, digest: &str, risponde: bool, adesso: Instant) {
        let mut storie = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let chiave = (comune.clone(), digest.to_owned());
        if risponde {
            storie.remove(&chiave);
            return;
        }
        let storia = storie.entry(chiave).or_insert(Storia {
            guasti_di_fila: 0,
            sospesa_fino: None,
        });
        storia.guasti_di_fila += 1;
        if storia.guasti_di_fila >= LOTTI_GUASTI_DI_FILA {
            tracing::error!(comune = comune.as_str(), digest, "a rule is suspended");
            storia.sospesa_fino = Some(adesso + SOSPENSIONE);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn comune(id: &str) -> ComuneId {
        ComuneId::parse(id).expect("an id")
    }

    #[test]
    fn a_rule_that_never_answers_is_suspended_in_its_comune_alone_and_tried_again() {
        let interruttore = Interruttore::default();
        let (aulla, inizio) = (comune("aulla"), Instant::now());
        for _ in 0..LOTTI_GUASTI_DI_FILA {
            assert!(interruttore.permette(&aulla, "a", inizio));
            interruttore.nota(&aulla, "a", false, inizio);
        }
        assert!(!interruttore.permette(&aulla, "a", inizio));
        assert!(interruttore.permette(&aulla, "b", inizio));
        assert!(interruttore.permette(&comune("barga"), "a", inizio));

        let dopo = inizio + SOSPENSIONE;
        assert!(
            interruttore.permette(&aulla, "a", dopo),
            "one is let through"
        );
        assert!(!interruttore.permette(&aulla, "a", dopo), "the others wait");
        interruttore.nota(&aulla, "a", false, dopo);
        let ancora = dopo + SOSPENSIONE - Duration::from_secs(1);
        assert!(!interruttore.permette(&aulla, "a", ancora));
        interruttore.nota(&aulla, "a", true, ancora);
        assert!(interruttore.permette(&aulla, "a", ancora));
    }

    #[test]
    fn an_answer_in_between_begins_the_count_anew() {
        let interruttore = Interruttore::default();
        let (aulla, adesso) = (comune("aulla"), Instant::now());
        for _ in 0..LOTTI_GUASTI_DI_FILA * 2 {
            interruttore.nota(&aulla, "a", false, adesso);
            interruttore.nota(&aulla, "a", true, adesso);
        }
        assert!(interruttore.permette(&aulla, "a", adesso));
    }
}
