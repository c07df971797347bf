//! How many tests ran, read from what the test runners print.

/// Tests that passed and that failed.
#[derive(Debug, Default)]
pub struct Counts {
    /// Tests that passed.
    pub passed: u64,
    /// Tests that failed.
    pub failed: u64,
    /// The lines in which cargo's tests and Playwright's name one that failed.
    pub names: Vec<String>,
}

impl Counts {
    /// Adds what a line says, when it is the closing line of a runner that we use:
    /// cargo's (`test result: ok. 3 passed; 1 failed; …`), vitest's
    /// (`Tests  1 failed | 3 passed (4)`) or Playwright's (`3 passed (12s)`, `1 failed`).
    pub fn read(&mut self, line: &str) {
        let line = without_colours(line);
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            [
                "test",
                "result:",
                _,
                passed,
                "passed;",
                failed,
                "failed;",
                ..,
            ] => {
                self.passed += number(passed);
                self.failed += number(failed);
            }
            ["Tests", results @ ..] => {
                for result in results.windows(2) {
                    self.add(result);
                }
            }
            ["test", .., "FAILED"] | ["✘", ..] => self.names.push(words.join(" ")),
            [passed, "passed", time] if time.starts_with('(') => self.passed += number(passed),
            [failed, "failed"] => self.failed += number(failed),
            _ => {}
        }
    }

    fn add(&mut self, result: &[&str]) {
        match result {
            [passed, "passed"] => self.passed += number(passed),
            [failed, "failed"] => self.failed += number(failed),
            _ => {}
        }
    }
}

fn number(word: &str) -> u64 {
    word.parse().unwrap_or(0)
}

/// The line without the escape sequences that colour it in a terminal.
fn without_colours(line: &str) -> String {
    let mut parts = line.split("\u{1b}[");
    let first = parts.next().unwrap_or_default();
    let rest = parts.map(|part| part.split_once('m').map_or(part, |(_, text)| text));
    std::iter::once(first).chain(rest).collect()
}

#[cfg(test)]
mod tests {
    use super::Counts;

    fn counted(lines: &[&str]) -> (u64, u64) {
        let mut counts = Counts::default();
        lines.iter().for_each(|line| counts.read(line));
        (counts.passed, counts.failed)
    }

    #[test]
    fn cargo() {
        let ok = "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out";
        let bad =
            "test result: \u{1b}[31mFAILED\u{1b}[m. 4 passed; 2 failed; 0 ignored; 0 measured";
        assert_eq!(counted(&["running 3 tests", ok, bad]), (7, 2));
    }

    #[test]
    fn vitest() {
        let files = " Test Files  1 failed | 2 passed (3)";
        let tests = "\u{1b}[2m      Tests \u{1b}[22m \u{1b}[31m1 failed\u{1b}[39m | 12 passed | 2 skipped (15)";
        assert_eq!(counted(&[files, tests]), (12, 1));
    }

    #[test]
    fn playwright() {
        assert_eq!(
            counted(&["  1 failed", "  2 skipped", "  11 passed (1.2m)"]),
            (11, 1)
        );
    }

    #[test]
    fn failures_are_named() {
        let mut counts = Counts::default();
        counts.read("test tests::passes ... ok");
        counts.read("test tests::breaks ... \u{1b}[31mFAILED\u{1b}[0m");
        counts.read("  ✘  3 [telefono] › e2e/a.spec.mjs:5:1 › a page (1.2s)");
        assert_eq!(
            counts.names,
            [
                "test tests::breaks ... FAILED",
                "✘ 3 [telefono] › e2e/a.spec.mjs:5:1 › a page (1.2s)"
            ]
        );
    }

    #[test]
    fn other_lines_do_not_count() {
        assert_eq!(
            counted(&["3 passed", "the test result: 7 passed", "1 failed to load"]),
            (0, 0)
        );
    }
}
