//! Steps of a command, shown as they go and summed up at the end.

use std::fmt::Display;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::project;

/// What became of the steps so far.
pub struct Progress {
    started: Instant,
    ended: Vec<(String, Outcome, Duration)>,
}

enum Outcome {
    Done,
    Skipped(String),
    Failed(String),
}

impl Progress {
    /// Starts the watch.
    pub fn start() -> Self {
        Self {
            started: Instant::now(),
            ended: Vec::new(),
        }
    }

    /// Carries out a step and shows how long it took. A failure is kept for the
    /// summary, so that one run shows all that is wrong; `None` tells what depends on it.
    pub fn step<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T>) -> Option<T> {
        println!("\n=== {name}  (at {})", in_words(self.started.elapsed()));
        let started = Instant::now();
        let result = work();
        let took = started.elapsed();
        match result {
            Ok(value) => {
                println!("=== {name}: done in {}", in_words(took));
                self.ended.push((name.into(), Outcome::Done, took));
                Some(value)
            }
            Err(error) => {
                let why = format!("{error:#}");
                println!(
                    "=== {name}: FAILED after {}\n{}",
                    in_words(took),
                    first_line(&why)
                );
                self.ended.push((name.into(), Outcome::Failed(why), took));
                None
            }
        }
    }

    /// Carries out a step that makes something ready. What it cannot do is skipped here;
    /// the steps that need it say for themselves what they do without.
    pub fn prepare(&mut self, name: &str, work: impl FnOnce() -> Result<()>) {
        let started = Instant::now();
        match work() {
            Ok(()) => self
                .ended
                .push((name.into(), Outcome::Done, started.elapsed())),
            Err(error) => self.skip(name, error),
        }
    }

    /// Notes a step that this machine cannot carry out. Where a run decides what is
    /// accepted (`CI=true`) that is a failure: a green run must have run everything.
    pub fn skip(&mut self, name: &str, why: impl Display) {
        println!("\n=== {name}: SKIPPED\n{why:#}");
        let why = first_line(&why);
        let outcome = if project::is_ci() {
            Outcome::Failed(format!("could not run, and CI=true: {why}"))
        } else {
            Outcome::Skipped(why)
        };
        self.ended.push((name.into(), outcome, Duration::ZERO));
    }

    /// Prints what failed, whole, and then one line a step; failure when one of them failed.
    pub fn finish(self) -> ExitCode {
        for (name, outcome, _) in &self.ended {
            if let Outcome::Failed(why) = outcome {
                println!("\n=== what failed: {name}\n{why}");
            }
        }
        println!("\n=== summary");
        let mut code = ExitCode::SUCCESS;
        for (name, outcome, took) in &self.ended {
            let took = in_words(*took);
            match outcome {
                Outcome::Done => println!("  ok      {took:>7}  {name}"),
                Outcome::Skipped(why) => println!("  SKIPPED {took:>7}  {name}: {why}"),
                Outcome::Failed(why) => {
                    println!("  FAILED  {took:>7}  {name}: {}", first_line(why));
                    code = ExitCode::FAILURE;
                }
            }
        }
        println!("  total   {:>7}", in_words(self.started.elapsed()));
        code
    }
}

fn in_words(time: Duration) -> String {
    match time.as_secs() {
        0..=9 => format!("{}.{} s", time.as_secs(), time.subsec_millis() / 100),
        seconds @ 10..=59 => format!("{seconds} s"),
        seconds => format!("{}m {:02}s", seconds / 60, seconds % 60),
    }
}

fn first_line(text: &impl Display) -> String {
    format!("{text:#}")
        .lines()
        .next()
        .unwrap_or_default()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::in_words;

    #[test]
    fn times_are_short_to_read() {
        assert_eq!(in_words(Duration::from_millis(1_250)), "1.2 s");
        assert_eq!(in_words(Duration::from_secs(59)), "59 s");
        assert_eq!(in_words(Duration::from_secs(605)), "10m 05s");
    }
}
