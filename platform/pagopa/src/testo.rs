//! Text of bounded length, as the messages of the node want it.

use std::fmt;

/// Text of 1 to `MAX` characters without control characters: the types `stText…` of the
/// definitions. An empty text is no text: such a field is left out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Testo<const MAX: usize>(String);

/// Why a text does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("il testo deve avere da 1 a {massimo} caratteri, senza caratteri di controllo")]
pub struct TestoError {
    massimo: usize,
}

impl<const MAX: usize> Testo<MAX> {
    /// The text as it is.
    ///
    /// # Errors
    /// When it is empty, too long, or has control characters.
    pub fn new(text: &str) -> Result<Self, TestoError> {
        let length = text.chars().count();
        if length == 0 || length > MAX || text.chars().any(char::is_control) {
            return Err(TestoError { massimo: MAX });
        }
        Ok(Self(text.to_owned()))
    }

    /// The text with runs of blanks and control characters made one blank, cut at `MAX`
    /// characters: for names that we hold longer than a message can carry.
    ///
    /// # Errors
    /// When nothing remains.
    pub fn tronca(text: &str) -> Result<Self, TestoError> {
        let blank = |c: char| c.is_whitespace() || c.is_control();
        let words: Vec<&str> = text.split(blank).filter(|w| !w.is_empty()).collect();
        let cut: String = words.join(" ").chars().take(MAX).collect();
        Self::new(cut.trim_end())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MAX: usize> fmt::Display for Testo<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_is_counted_in_characters() {
        assert!(Testo::<3>::new("àèì").is_ok());
        assert!(Testo::<3>::new("àèìo").is_err());
        assert!(Testo::<3>::new("").is_err());
        assert!(Testo::<3>::new("a\n").is_err());
    }

    #[test]
    fn a_long_name_is_cut_at_a_character() {
        let cut = Testo::<7>::tronca(" Comune \n di Pieve ").expect("some text");
        assert_eq!(cut.as_str(), "Comune");
        assert!(Testo::<7>::tronca(" \t ").is_err());
    }
}
