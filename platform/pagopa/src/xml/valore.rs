//! Values of elements, by the rules of their XSD types.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use campanella_kernel::{Giorno, Importo, Istante};
use chrono::{DateTime, NaiveDateTime, Utc};

use crate::dovuto::da_decimale;
use crate::{CodiceAvviso, CodiceFiscaleEnte, Dovuto, Iuv, Tassonomia, Testo};

/// A type that is read from the text of an element.
pub(crate) trait Valore: Sized {
    /// The value, unless the text has not the form of the type. The text is as it was written:
    /// types whose blanks XSD ignores trim it.
    fn da_testo(text: &str) -> Option<Self>;
}

impl<const MAX: usize> Valore for Testo<MAX> {
    fn da_testo(text: &str) -> Option<Self> {
        Self::new(text).ok()
    }
}

impl Valore for CodiceFiscaleEnte {
    fn da_testo(text: &str) -> Option<Self> {
        Self::parse(text).ok()
    }
}

impl Valore for CodiceAvviso {
    fn da_testo(text: &str) -> Option<Self> {
        Self::parse(text).ok()
    }
}

impl Valore for Iuv {
    fn da_testo(text: &str) -> Option<Self> {
        Self::parse(text).ok()
    }
}

impl Valore for Tassonomia {
    fn da_testo(text: &str) -> Option<Self> {
        Self::parse(text).ok()
    }
}

/// xsd:decimal with two decimals, `stAmount`.
impl Valore for Importo {
    fn da_testo(text: &str) -> Option<Self> {
        da_decimale(text.trim())
    }
}

/// `stAmountNotZero`.
impl Valore for Dovuto {
    fn da_testo(text: &str) -> Option<Self> {
        Self::new(Importo::da_testo(text)?).ok()
    }
}

impl Valore for i32 {
    fn da_testo(text: &str) -> Option<Self> {
        text.trim().parse().ok()
    }
}

impl Valore for u64 {
    fn da_testo(text: &str) -> Option<Self> {
        text.trim().parse().ok()
    }
}

impl Valore for bool {
    fn da_testo(text: &str) -> Option<Self> {
        match text.trim() {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => None,
        }
    }
}

/// xsd:date: an offset may follow the day and does not change which day is written.
impl Valore for Giorno {
    fn da_testo(text: &str) -> Option<Self> {
        let text = text.trim();
        let (day, offset) = text.split_at_checked(10)?;
        (offset.is_empty() || e_offset(offset)).then_some(())?;
        Self::parse_iso(day).ok()
    }
}

/// xsd:dateTime: without an offset it is the time of Italy.
impl Valore for Istante {
    fn da_testo(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
            return Some(moment.with_timezone(&Utc).into());
        }
        let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").ok()?;
        Some(Self::da_ora_locale(local.date().into(), local.time()))
    }
}

/// xsd:base64Binary.
impl Valore for Vec<u8> {
    fn da_testo(text: &str) -> Option<Self> {
        let packed: String = text.chars().filter(|c| !c.is_ascii_whitespace()).collect();
        STANDARD.decode(packed).ok()
    }
}

/// `Z`, or a sign and `hh:mm`.
fn e_offset(text: &str) -> bool {
    text == "Z"
        || matches!(text.as_bytes(), [b'+' | b'-', a, b, b':', c, d]
            if [a, b, c, d].iter().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_moments_are_read_as_xsd_writes_them() {
        let giorno = Giorno::new(2026, 11, 23).ok();
        for text in ["2026-11-23", " 2026-11-23Z ", "2026-11-23+01:00"] {
            assert_eq!(Giorno::da_testo(text), giorno, "{text}");
        }
        for text in [
            "",
            "23/11/2026",
            "2026-11-23T10:00:00",
            "2026-11-23x",
            "2026-02-30",
        ] {
            assert_eq!(Giorno::da_testo(text), None, "{text}");
        }
        let atteso = Istante::da_testo("2026-11-23T09:30:00Z");
        assert!(atteso.is_some());
        for text in [
            "2026-11-23T10:30:00",
            "2026-11-23T10:30:00.000",
            "2026-11-23T10:30:00+01:00",
        ] {
            assert_eq!(Istante::da_testo(text), atteso, "{text}");
        }
        for text in [
            "",
            "2026-11-23",
            "2026-11-23 10:30:00",
            "2026-13-23T10:30:00",
        ] {
            assert_eq!(Istante::da_testo(text), None, "{text}");
        }
    }

    #[test]
    fn binary_may_be_folded() {
        assert_eq!(Vec::da_testo("Y2lh\n bw=="), Some(b"ciao".to_vec()));
        assert_eq!(Vec::<u8>::da_testo("Y2lhbw="), None);
    }
}
