//! The children of the batch, and the table of bands that decides for them: the same under every
//! engine that is measured. The bench of our own engine includes this file.

/// Children of the batch.
pub const BAMBINI: usize = 20_000;

/// Rounds.
pub const ROUNDS: usize = 7;

/// The figure of our own engine, beside which the other one's stands.
pub const TOGETHER: &str = "20000 children by bands, each: together";

/// Name, highest ISEE in cents, price in ten-thousandths of a euro; the last one has no limit.
pub const FASCE: [(&str, i64, i64); 4] = [
    ("1", 600_000, 20_000),
    ("2", 1_200_000, 35_000),
    ("3", 2_000_000, 45_000),
    ("4", i64::MAX, 55_000),
];

/// The ISEE of the n-th child, in cents: all bands occur, in no order.
pub fn isee(bambino: usize) -> i64 {
    let bambino = i64::try_from(bambino).unwrap_or_default();
    bambino * 7_919 * 97 % 3_000_000
}

/// What the table says.
pub fn prezzo(isee: i64) -> i64 {
    let fascia = FASCE.iter().find(|(_, fino_a, _)| isee <= *fino_a);
    fascia.map_or(0, |(_, _, prezzo)| *prezzo)
}
