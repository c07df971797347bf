//! Secrets of the configuration.

use subtle::ConstantTimeEq;

/// Compares without telling by the time taken how much of a guess was right.
pub(crate) fn uguali(expected: &str, given: &str) -> bool {
    expected.as_bytes().ct_eq(given.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::uguali;

    #[test]
    fn only_the_whole_secret_is_the_secret() {
        assert!(uguali("segreto", "segreto"));
        for guess in ["", "segret", "segretoo", "Segreto"] {
            assert!(!uguali("segreto", guess), "{guess}");
        }
    }
}
