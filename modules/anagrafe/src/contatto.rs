//! Contacts as people type them.

use campanella_kernel::Rifiuto;

/// Reads an e-mail address: one `@`, a domain with a dot, no blanks; the domain in lower case.
///
/// # Errors
/// [`Rifiuto::DatoNonValido`] of the input `campo`.
pub fn leggi_email(campo: &'static str, text: &str) -> Result<String, Rifiuto> {
    let clean = text.trim();
    let parts = clean.split_once('@').filter(|(local, domain)| {
        !local.is_empty()
            && !domain.contains('@')
            && domain.contains('.')
            && !domain.starts_with('.')
            && !domain.ends_with('.')
    });
    match parts {
        // RFC 5321, 4.5.3.1: 254 octets at the most.
        Some((local, domain))
            if clean.len() <= 254
                && !clean.chars().any(|c| c.is_whitespace() || c.is_control()) =>
        {
            Ok(format!("{local}@{}", domain.to_lowercase()))
        }
        _ => Err(Rifiuto::dato(
            campo,
            "l'indirizzo e-mail non è valido: scrivere per esempio nome@esempio.it",
        )),
    }
}

/// Reads a name or a short text that must be there.
///
/// # Errors
/// [`Rifiuto::DatoNonValido`] of the input `campo` when it is empty, too long, or has control
/// characters.
pub(crate) fn leggi_testo(
    campo: &'static str,
    text: &str,
    caratteri_max: usize,
) -> Result<String, Rifiuto> {
    let clean = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if clean.is_empty() {
        return Err(Rifiuto::dato(campo, "questo dato è obbligatorio"));
    }
    if clean.chars().count() > caratteri_max || clean.chars().any(char::is_control) {
        return Err(Rifiuto::dato(
            campo,
            format!("al massimo {caratteri_max} caratteri"),
        ));
    }
    Ok(clean)
}

/// Reads a short text that may be missing; a blank one is missing.
///
/// # Errors
/// As [`leggi_testo`].
pub(crate) fn leggi_testo_facoltativo(
    campo: &'static str,
    text: Option<String>,
    caratteri_max: usize,
) -> Result<Option<String>, Rifiuto> {
    text.filter(|t| !t.trim().is_empty())
        .map(|t| leggi_testo(campo, &t, caratteri_max))
        .transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_checked() {
        assert_eq!(
            leggi_email("email", " Nome.C@Esempio.IT ").expect("valid"),
            "Nome.C@esempio.it"
        );
        for text in [
            "",
            "nome",
            "@esempio.it",
            "a@b",
            "a@.it",
            "a@b.",
            "a@b@c.it",
            "a b@c.it",
        ] {
            assert!(leggi_email("email", text).is_err(), "{text}");
        }
    }
}
