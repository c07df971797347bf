//! What a rule may consume and answer. Every limit is here, with its unit.

use std::time::Duration;

/// Bytes of a component at upload.
pub const COMPONENTE_MASSIMO: usize = 4 * 1024 * 1024;

/// Bytes of linear memory of one call.
pub const MEMORIA_MASSIMA: usize = 16 * 1024 * 1024;

/// Bytes that go into one call, parameters included.
pub const INGRESSO_MASSIMO: usize = 256 * 1024;

/// Bytes that the host copies out of one call, whatever its size.
pub const USCITA_MASSIMA: usize = 64 * 1024;

/// Bytes added for each child or day in a batch: twice what the longest explanation of a shipped
/// rule takes.
pub const USCITA_PER_VOCE: usize = 4 * 1024;

/// Handles of resources in one call: no contract has resources, but a component may define some for
/// itself, and their table is the host's memory.
pub const MANIGLIE_MASSIME: usize = 0;

/// Bytes of stack of one call.
pub const PILA_MASSIMA: usize = 512 * 1024;

/// Fuel (about one instruction each) of a call, whatever its size.
pub const CARBURANTE_DI_BASE: u64 = 10_000_000;

/// Fuel added for each child or day in a batch: the limit does not tighten as a comune grows.
pub const CARBURANTE_PER_VOCE: u64 = 5_000_000;

/// Interval of the wall-clock tick.
pub const BATTITO: Duration = Duration::from_millis(10);

/// Ticks after which a call is stopped although its fuel is not spent: two seconds, several times
/// what the fuel of a full batch takes. Reaching it is a fault of the machine, not of the rule.
pub const BATTITI_MASSIMI: u64 = 200;

/// Calls at the same time.
pub const CHIAMATE_INSIEME: u32 = 32;

/// Steps of an explanation.
pub const PASSI_MASSIMI: usize = 32;

/// Bytes of one text of an answer.
pub const TESTO_MASSIMO: usize = 2_000;

/// Highest unit price that is believed, in ten-thousandths of a euro: 1.000 €.
pub const PREZZO_MASSIMO: i64 = 10_000_000;

/// Highest monthly quota that is believed, in cents: 10.000 €.
pub const QUOTA_MASSIMA: i64 = 1_000_000;

/// Failures in a row after which a rule is not asked about the rest of a batch.
pub const GUASTI_DI_FILA: u32 = 3;

/// Batches in a row without a single answer after which a rule is suspended in a comune.
pub const LOTTI_GUASTI_DI_FILA: u32 = 5;

/// How long it is suspended, before one batch is let through to see whether it answers again.
pub const SOSPENSIONE: Duration = Duration::from_secs(60);

/// Points that are believed, in hundredths: a thousand on either side of zero.
pub const PUNTI_MASSIMI: i64 = 100_000;

/// Numbers that break a tie between equal points.
pub const SPAREGGI_MASSIMI: usize = 16;

/// Days that a reminder may leave to pay.
pub const GIORNI_PER_PAGARE_MASSIMI: u16 = 365;
