//! Random secrets. Only their SHA-256 is stored: they are random enough that a slow hash would
//! add nothing, and a stolen store opens no session.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::TryRngCore;
use rand::rngs::OsRng;
use sha2::{Digest, Sha256};

use campanella_kernel::InternalError;

/// Letters and digits of Crockford's base 32: none is mistaken for another when read aloud.
const ALFABETO: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters of a code: 80 bits.
const LUNGHEZZA_CODICE: usize = 16;

/// A secret of 256 bits, in 43 characters of base 64.
///
/// # Errors
/// When the machine has no randomness to give.
pub(crate) fn nuovo() -> Result<String, InternalError> {
    let mut bytes = [0_u8; 32];
    OsRng
        .try_fill_bytes(&mut bytes)
        .map_err(InternalError::new)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// A one-time code for people to copy, `XXXX-XXXX-XXXX-XXXX`, and what is stored of it.
///
/// # Errors
/// When the machine has no randomness to give.
pub(crate) fn nuovo_codice() -> Result<(String, String), InternalError> {
    let mut bytes = [0_u8; LUNGHEZZA_CODICE];
    OsRng
        .try_fill_bytes(&mut bytes)
        .map_err(InternalError::new)?;
    // Each character takes five of eight random bits: all are equally likely.
    let code: String = bytes
        .iter()
        .map(|b| char::from(ALFABETO[usize::from(b & 31)]))
        .collect();
    let shown = [&code[..4], &code[4..8], &code[8..12], &code[12..]].join("-");
    Ok((shown, impronta(&code)))
}

/// A code as typed, without the hyphens and with the letters that people mix up put right; none
/// when it cannot be a code of ours.
pub(crate) fn leggi_codice(text: &str) -> Option<String> {
    let clean: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            c => c,
        })
        .take(LUNGHEZZA_CODICE + 1)
        .collect();
    let ours = clean.len() == LUNGHEZZA_CODICE && clean.bytes().all(|b| ALFABETO.contains(&b));
    ours.then_some(clean)
}

/// What is stored of a secret: its SHA-256, in hexadecimal.
pub(crate) fn impronta(secret: &str) -> String {
    hex::encode(Sha256::digest(secret))
}

/// What is stored of the code that somebody typed.
pub(crate) fn impronta_codice(text: &str) -> Option<String> {
    leggi_codice(text).map(|code| impronta(&code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_long_and_never_the_same() {
        let (a, b) = (nuovo().expect("random"), nuovo().expect("random"));
        assert_ne!(a, b);
        assert_eq!(a.len(), 43, "256 bits");
        assert_eq!(impronta(&a).len(), 64);
    }

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let (code, stored) = nuovo_codice().expect("random");
        assert_eq!(code.len(), 19);
        let typed = format!(" {} ", code.replace('-', " ").to_lowercase());
        assert_eq!(impronta_codice(&typed), Some(stored));
        assert_eq!(
            leggi_codice("oooo-iiii-llll-0000").as_deref(),
            Some("0000111111110000")
        );
        for bad in [
            "",
            "ABCD",
            "0000-0000-0000-000U",
            "0000-0000-0000-0000-0",
            "àààà",
        ] {
            assert_eq!(leggi_codice(bad), None, "{bad}");
        }
    }
}
