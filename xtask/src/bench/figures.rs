//! What measuring programs print: a figure a line, as JSON.

use anyhow::{Context, Result};
use serde_json::Value;

/// One thing that was measured, once or in several rounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// What it is.
    pub name: String,
    /// What is counted.
    pub unit: Unit,
    /// Name of the figure that it is to be read beside.
    pub beside: Option<String>,
    /// What it should be.
    pub aim: Option<Aim>,
    rounds: Vec<u64>,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Things done in a second.
    PerSecond,
    /// Nanoseconds.
    Time,
    /// Bytes.
    Bytes,
    /// Anything else.
    Count,
}

/// What a figure should be. Machines differ: an aim that is missed is shown, and fails nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aim {
    /// So many hundredths of the figure beside it.
    PercentAtLeast(u64),
    /// So much at most.
    AtMost(u64),
}

impl Figure {
    /// Reads a line.
    ///
    /// # Errors
    /// When it is not a figure.
    pub fn read(line: &str) -> Result<Self> {
        let not_a_figure = || format!("not a figure: {line}");
        let value: Value = serde_json::from_str(line).with_context(not_a_figure)?;
        Self::from_json(&value).with_context(not_a_figure)
    }

    fn from_json(value: &Value) -> Option<Self> {
        let rounds = value["rounds"].as_array()?;
        let rounds: Option<Vec<u64>> = rounds.iter().map(Value::as_u64).collect();
        let aim = &value["aim"];
        let percent = aim["percent_at_least"].as_u64().map(Aim::PercentAtLeast);
        Some(Self {
            name: value["figure"].as_str()?.to_owned(),
            unit: match value["unit"].as_str()? {
                "per_second" => Unit::PerSecond,
                "ns" => Unit::Time,
                "bytes" => Unit::Bytes,
                "count" => Unit::Count,
                _ => return None,
            },
            beside: value["beside"].as_str().map(str::to_owned),
            aim: percent.or_else(|| aim["at_most"].as_u64().map(Aim::AtMost)),
            rounds: rounds.filter(|rounds| !rounds.is_empty())?,
        })
    }

    /// The middle one of the rounds.
    pub fn median(&self) -> u64 {
        middle(self.rounds.clone()).unwrap_or_default()
    }

    /// The least and the most of the rounds, when there are several.
    pub fn range(&self) -> Option<(u64, u64)> {
        let (least, most) = (self.rounds.iter().min()?, self.rounds.iter().max()?);
        (self.rounds.len() > 1).then_some((*least, *most))
    }

    /// Hundredths of `other`. Where both have the same rounds, those of the same moment are
    /// compared and the middle one is taken: what slowed the machine slowed both.
    pub fn percent_of(&self, other: &Self) -> Option<u64> {
        let percent = |(own, other): (u64, u64)| (own * 100).checked_div(other);
        if self.rounds.len() != other.rounds.len() {
            return percent((self.median(), other.median()));
        }
        let pairs = self
            .rounds
            .iter()
            .copied()
            .zip(other.rounds.iter().copied());
        middle(pairs.filter_map(percent).collect())
    }
}

fn middle(mut values: Vec<u64>) -> Option<u64> {
    values.sort_unstable();
    values.get(values.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(rounds: &str) -> Figure {
        let line = format!(r#"{{"figure":"x","unit":"ns","rounds":{rounds}}}"#);
        Figure::read(&line).unwrap()
    }

    #[test]
    fn a_line_is_read() {
        let line = r#"{"figure":"calls","unit":"per_second","rounds":[1,2],
            "beside":"native","aim":{"percent_at_least":50}}"#;
        let figure = Figure::read(line).unwrap();
        assert_eq!(figure.unit, Unit::PerSecond);
        assert_eq!(figure.beside.as_deref(), Some("native"));
        assert_eq!(figure.aim, Some(Aim::PercentAtLeast(50)));
        for other in ["", "{}", r#"{"figure":"x","unit":"ns","rounds":[]}"#] {
            assert!(Figure::read(other).is_err(), "{other}");
        }
    }

    #[test]
    fn the_median_forgets_the_worst_round() {
        assert_eq!(figure("[5,1,900]").median(), 5);
        assert_eq!(figure("[5,1,900]").range(), Some((1, 900)));
        assert_eq!(figure("[5]").range(), None);
    }

    #[test]
    fn rounds_of_the_same_moment_are_compared() {
        // The machine was slow in the second round, for both.
        let (ours, baseline) = (figure("[60,6,60]"), figure("[100,10,120]"));
        assert_eq!(ours.percent_of(&baseline), Some(60));
        assert_eq!(ours.percent_of(&figure("[120]")), Some(50));
        assert_eq!(ours.percent_of(&figure("[0]")), None);
    }
}
