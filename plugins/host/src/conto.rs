//! What the rules of a comune consume, for whoever runs the platform.
//!
//! A batch of questions is answered on one thread from its beginning to its end, and the account
//! lies with that thread, as the span of the batch does: whoever calls a rule need not carry it.

use std::cell::RefCell;
use std::time::Instant;

use campanella_kernel::ComuneId;

/// The target of measurements, which whoever exports them listens to.
const METRICHE: &str = "campanella::metriche";

thread_local! {
    static CONTO: RefCell<Option<Conto>> = const { RefCell::new(None) };
}

/// What was consumed since the batch began, or since a rule was last charged with it.
struct Conto {
    comune: String,
    dal: Instant,
    chiamate: u64,
    carburante: u64,
    concesso: u64,
    guasti: Vec<&'static str>,
}

impl Conto {
    fn nuovo(comune: String) -> Self {
        Self {
            comune,
            dal: Instant::now(),
            chiamate: 0,
            carburante: 0,
            concesso: 0,
            guasti: Vec::new(),
        }
    }
}

/// Does `lavoro`, whose calls are on the account of `comune`.
pub(crate) fn di<T>(comune: &ComuneId, lavoro: impl FnOnce() -> T) -> T {
    CONTO.set(Some(Conto::nuovo(comune.to_string())));
    let fatto = lavoro();
    CONTO.set(None);
    fatto
}

/// The fuel of some calls.
pub(crate) struct Carburante {
    pub(crate) speso: u64,
    pub(crate) concesso: u64,
}

/// Does `lavoro` on an account of its own, which is told and not charged to anybody.
pub(crate) fn a_parte<T>(lavoro: impl FnOnce() -> T) -> (T, Carburante) {
    let altro = CONTO.replace(Some(Conto::nuovo(String::new())));
    let fatto = lavoro();
    let conto = CONTO.replace(altro);
    let carburante = Carburante {
        speso: conto.as_ref().map_or(0, |c| c.carburante),
        concesso: conto.as_ref().map_or(0, |c| c.concesso),
    };
    (fatto, carburante)
}

/// A call ended, with so much fuel of what it was granted.
pub(crate) fn chiamata(carburante: u64, concesso: u64) {
    annota(|conto| {
        conto.chiamate += 1;
        conto.carburante += carburante;
        conto.concesso += concesso;
    });
}

/// A call gave no answer, because of the fault with this code.
pub(crate) fn guasto(codice: &'static str) {
    annota(|conto| conto.guasti.push(codice));
}

fn annota(nota: impl FnOnce(&mut Conto)) {
    CONTO.with_borrow_mut(|conto| {
        if let Some(conto) = conto {
            nota(conto);
        }
    });
}

/// Charges `regola` with what was consumed; `senza_risposta` questions it left open.
pub(crate) fn addebita(regola: &str, senza_risposta: usize) {
    let conto = CONTO.with_borrow_mut(|conto| {
        let comune = conto.as_ref()?.comune.clone();
        conto.replace(Conto::nuovo(comune))
    });
    if let Some(conto) = conto {
        conto.misura(regola, u64::try_from(senza_risposta).unwrap_or(u64::MAX));
    }
}

impl Conto {
    /// Per comune and rule what adds up; how calls are spread, over all comuni: buckets times a
    /// thousand comuni would be too many series.
    fn misura(&self, regola: &str, senza_risposta: u64) {
        let comune = self.comune.as_str();
        let durata_us = u64::try_from(self.dal.elapsed().as_micros()).unwrap_or(u64::MAX);
        tracing::info!(
            target: METRICHE,
            comune,
            regola,
            monotonic_counter.campanella.regole.chiamate = self.chiamate,
            monotonic_counter.campanella.regole.tempo_us = durata_us,
            monotonic_counter.campanella.regole.carburante = self.carburante,
            monotonic_counter.campanella.regole.carburante_concesso = self.concesso,
            monotonic_counter.campanella.regole.senza_risposta = senza_risposta,
        );
        for codice in &self.guasti {
            tracing::info!(
                target: METRICHE,
                comune,
                regola,
                codice,
                monotonic_counter.campanella.regole.guasti = 1_u64,
            );
        }
        let quota = self.carburante.saturating_mul(100) / self.concesso.max(1);
        tracing::info!(
            target: METRICHE,
            regola,
            histogram.campanella.regole.durata_us = durata_us,
            histogram.campanella.regole.carburante_percento = quota,
        );
    }
}
