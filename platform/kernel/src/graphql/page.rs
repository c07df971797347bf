//! Pages of lists, with cursors in the manner of Relay, over integer keys.

use crate::Rifiuto;

/// Rows of a page when the caller does not say.
const DEFAULT: u64 = 50;
/// Rows of a page at the most.
const MAX: u64 = 200;

/// A page asked for: how many rows after which key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageRequest {
    /// Rows wanted.
    pub first: u64,
    /// Key after which to begin, in the order of the list.
    pub after: Option<i64>,
}

impl PageRequest {
    /// Reads the arguments `first` and `after`.
    ///
    /// # Errors
    /// When `first` is not from 1 to 200 or the cursor is none of ours.
    pub fn new(first: Option<i32>, after: Option<String>) -> Result<Self, Rifiuto> {
        let first = match first {
            None => DEFAULT,
            Some(n) => u64::try_from(n)
                .ok()
                .filter(|n| (1..=MAX).contains(n))
                .ok_or_else(|| Rifiuto::dato("first", format!("da 1 a {MAX} righe per pagina")))?,
        };
        let after = after.map(|c| decode_cursor(&c)).transpose()?;
        Ok(Self { first, after })
    }

    /// Rows to ask of the store: one more, to know whether there is a next page.
    #[must_use]
    pub const fn limit(&self) -> u64 {
        self.first + 1
    }

    /// Cuts the extra row off and tells about the page. `key` gives the key of a row.
    pub fn cut<T>(&self, rows: &mut Vec<T>, key: impl Fn(&T) -> i64) -> super::PageInfo {
        let first = usize::try_from(self.first).unwrap_or(usize::MAX);
        let has_next_page = rows.len() > first;
        rows.truncate(first);
        super::PageInfo {
            has_previous_page: self.after.is_some(),
            has_next_page,
            start_cursor: rows.first().map(|r| encode_cursor(key(r))),
            end_cursor: rows.last().map(|r| encode_cursor(key(r))),
        }
    }
}

/// The cursor of the row with `key`.
#[must_use]
pub fn encode_cursor(key: i64) -> String {
    format!("k{key}")
}

/// The key in a cursor.
///
/// # Errors
/// When the cursor is none of ours.
pub fn decode_cursor(cursor: &str) -> Result<i64, Rifiuto> {
    cursor
        .strip_prefix('k')
        .and_then(|k| k.parse().ok())
        .ok_or_else(|| Rifiuto::dato("after", "cursore non valido"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_knows_whether_more_follows() {
        let page = PageRequest::new(Some(2), Some(encode_cursor(7))).expect("a page");
        let mut rows = vec![8, 9, 12];
        let info = page.cut(&mut rows, |k| *k);
        assert_eq!(
            (rows, info.has_next_page, info.has_previous_page),
            (vec![8, 9], true, true)
        );
        assert_eq!(info.end_cursor.as_deref(), Some("k9"));
    }

    #[test]
    fn bad_pages_are_refused() {
        for (first, after) in [
            (Some(0), None),
            (Some(201), None),
            (None, Some("7".to_owned())),
        ] {
            assert!(PageRequest::new(first, after).is_err());
        }
    }
}
