//! The components that ship with the platform. A published one stays in this list for ever: an
//! activation of last year names its digest.

/// The shipped tariff on the ISEE.
pub const TARIFFA_ISEE: &[u8] =
    include_bytes!("../../regolamenti/componenti/tariffa-isee-1.0.0.wasm");

/// The shipped booking rule.
pub const PRENOTAZIONE_PASTI: &[u8] =
    include_bytes!("../../regolamenti/componenti/prenotazione-pasti-1.0.0.wasm");

/// The shipped rule of admission and ranking.
pub const AMMISSIONE_PUNTI: &[u8] =
    include_bytes!("../../regolamenti/componenti/ammissione-punti-1.0.0.wasm");

/// The shipped rule on unpaid amounts.
pub const PENALE_SOLLECITI: &[u8] =
    include_bytes!("../../regolamenti/componenti/penale-solleciti-1.0.0.wasm");

/// The shipped rule on stops and tickets of the school bus.
pub const TRASPORTO_FERMATE: &[u8] =
    include_bytes!("../../regolamenti/componenti/trasporto-fermate-1.0.0.wasm");

/// All of them.
pub const TUTTI: &[&[u8]] = &[
    TARIFFA_ISEE,
    PRENOTAZIONE_PASTI,
    AMMISSIONE_PUNTI,
    PENALE_SOLLECITI,
    TRASPORTO_FERMATE,
];

/// The component with that digest, if it ships with the platform.
#[must_use]
pub fn con_digest(digest: &str) -> Option<&'static [u8]> {
    TUTTI
        .iter()
        .copied()
        .find(|wasm| crate::componente::digest(wasm) == digest)
}
