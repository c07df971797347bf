//! What a measure found, printed for `cargo xtask bench` as a line of JSON.

use std::time::Duration;

use serde_json::{Value, json};

/// Rounds of one measure.
pub struct Figure(Value);

impl Figure {
    /// So many a second, in each round.
    pub fn per_second(name: &str, rounds: &[u64]) -> Self {
        Self::new(name, "per_second", rounds)
    }

    /// How long it took, in each round.
    pub fn time(name: &str, rounds: &[Duration]) -> Self {
        let nanos = |time: &Duration| u64::try_from(time.as_nanos()).unwrap_or(u64::MAX);
        let rounds: Vec<u64> = rounds.iter().map(nanos).collect();
        Self::new(name, "ns", &rounds)
    }

    /// Room taken.
    pub fn bytes(name: &str, bytes: u64) -> Self {
        Self::new(name, "bytes", &[bytes])
    }

    /// How many.
    pub fn count(name: &str, count: u64) -> Self {
        Self::new(name, "count", &[count])
    }

    fn new(name: &str, unit: &str, rounds: &[u64]) -> Self {
        Self(json!({ "figure": name, "unit": unit, "rounds": rounds }))
    }

    /// To be read beside the figure of that name, printed before.
    pub fn beside(mut self, other: &str) -> Self {
        self.0["beside"] = other.into();
        self
    }

    /// The aim: so many hundredths of the figure beside it, or more.
    pub fn at_least_percent(mut self, percent: u64) -> Self {
        self.0["aim"] = json!({ "percent_at_least": percent });
        self
    }

    /// The aim: so much, in the figure's unit, or less.
    pub fn at_most(mut self, most: u64) -> Self {
        self.0["aim"] = json!({ "at_most": most });
        self
    }

    /// Prints it.
    pub fn print(self) {
        println!("{}", self.0);
    }
}
