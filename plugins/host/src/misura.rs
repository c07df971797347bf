//! How long a rule call takes, beside the same formula in native code: for the bench.

use std::time::{Duration, Instant};

use crate::componente::Regola;
use crate::contratto::{Contratto, v1};
use crate::guasto::Guasto;
use crate::host::Host;
use crate::passo::Messaggio;
use crate::tariffa::{Contesto, Ingresso, PuntoTariffa};

/// Median times of one tariff.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Misura {
    /// With a fresh instance, as every real call has, conversions and checks of the answer
    /// included.
    pub fresca: Duration,
    /// With an instance that is kept, the call alone.
    pub tenuta: Duration,
    /// The same formula in native code.
    pub nativa: Duration,
}

/// Times `giri` calls of each kind; `nativa` computes the same tariff natively.
///
/// # Errors
/// When the rule fails, or is not a tariff.
pub fn tariffa(
    host: &Host,
    regola: &Regola,
    parametri: &str,
    contesto: Contesto,
    ingresso: &Ingresso,
    giri: usize,
    mut nativa: impl FnMut(),
) -> Result<Misura, Guasto> {
    let Contratto::V1(v1::Punto::Tariffa(pre)) = &regola.contratto else {
        return Err(Guasto::Piattaforma("non è una tariffa".to_owned()));
    };
    let uno = std::slice::from_ref(ingresso);
    let mut fresche = Vec::with_capacity(giri);
    let mut native = Vec::with_capacity(giri);
    for _ in 0..giri {
        let inizio = Instant::now();
        let esiti = host.chiedi::<PuntoTariffa>(regola, parametri, contesto, uno);
        fresche.push(inizio.elapsed());
        if let Some(Err(perche)) = esiti.first() {
            return Err(Guasto::risposta(Messaggio::from(perche).testo));
        }
        let inizio = Instant::now();
        nativa();
        native.push(inizio.elapsed());
    }
    let tenute = v1::tariffa::ripeti(&host.engine, pre, parametri, contesto, ingresso, giri)?;
    Ok(Misura {
        fresca: mediana(fresche),
        tenuta: mediana(tenute),
        nativa: mediana(native),
    })
}

fn mediana(mut tempi: Vec<Duration>) -> Duration {
    tempi.sort_unstable();
    tempi.get(tempi.len() / 2).copied().unwrap_or_default()
}
