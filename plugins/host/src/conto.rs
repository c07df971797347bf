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
    consumo: Consumo,
    guasti: Vec<&'static str>,
}

/// What some calls consumed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Consumo {
    /// Fuel spent: about one instruction each, the same on every machine.
    pub carburante: u64,
    /// Fuel granted.
    pub concesso: u64,
    /// Bytes of memory of the call that had most.
    pub memoria: usize,
}

impl Conto {
    fn nuovo(comune: String) -> Self {
        Self {
            comune,
            dal: Instant::now(),
            chiamate: 0,
            consumo: Consumo::default(),
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

/// Does `lavoro` on an account of its own, which is told and not charged to anybody.
pub(crate) fn a_parte<T>(lavoro: impl FnOnce() -> T) -> (T, Consumo) {
    let altro = CONTO.replace(Some(Conto::nuovo(String::new())));
    let fatto = lavoro();
    let conto = CONTO.replace(altro);
    (fatto, conto.map_or_else(Consumo::default, |c| c.consumo))
}

/// A call ended, having consumed so much.
pub(crate) fn chiamata(sua: Consumo) {
    annota(|conto| {
        conto.chiamate += 1;
        let tutte = &mut conto.consumo;
        tutte.carburante += sua.carburante;
        tutte.concesso += sua.concesso;
        tutte.memoria = tutte.memoria.max(sua.memoria);
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
            monotonic_counter.campanella.regole.carburante = self.consumo.carburante,
            monotonic_counter.campanella.regole.carburante_concesso = self.consumo.concesso,
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
        let Consumo {
            carburante,
            concesso,
            ..
        } = self.consumo;
        let quota = carburante.saturating_mul(100) / concesso.max(1);
        tracing::info!(
            target: METRICHE,
            regola,
            histogram.campanella.regole.durata_us = durata_us,
            histogram.campanella.regole.carburante_percento = quota,
        );
    }
}
