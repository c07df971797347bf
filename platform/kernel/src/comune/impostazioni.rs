//! The settings of a comune, typed and validated once, when they are read or changed.

use serde::{Deserialize, Serialize};

/// Who the comune is, how it looks, where it answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Grezze")]
pub struct Impostazioni {
    /// Full name, `Comune di …`.
    pub nome: String,
    /// Address of the coat of arms: a path of this site or an `https` address.
    pub logo: Option<String>,
    /// Colour of headings and buttons.
    pub colore_primario: Colore,
    /// ISTAT code, six digits.
    pub codice_istat: String,
    /// Belfiore code, a letter and three digits.
    pub codice_belfiore: String,
    /// IPA code, as the index of the administrations has it.
    pub codice_ipa: String,
    /// Tax code of the body, eleven digits.
    pub codice_fiscale: String,
    /// Where families can ask.
    pub contatti: Contatti,
    /// Links that the law asks for.
    pub collegamenti: Collegamenti,
}

/// Where families can ask.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Contatti {
    /// E-mail of the school office.
    pub email: Option<String>,
    /// Telephone.
    pub telefono: Option<String>,
    /// Street address.
    pub indirizzo: Option<String>,
    /// Certified e-mail.
    pub pec: Option<String>,
}

/// Links that the law asks for (L. 4/2004; GDPR art. 13).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Collegamenti {
    /// Accessibility statement, on `form.agid.gov.it`.
    pub accessibilita: Option<String>,
    /// Privacy notice.
    pub privacy: Option<String>,
}

/// A colour `#rrggbb` on which white text has a contrast of at least 4.5 to 1 (WCAG 2.1, 1.4.3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Colore(String);

/// Why settings are refused: the field and the reason, in Italian.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{campo}: {perche}")]
pub struct ImpostazioniError {
    /// The setting.
    pub campo: &'static str,
    /// Why.
    pub perche: &'static str,
}

impl Colore {
    /// Reads `#rrggbb`.
    ///
    /// # Errors
    /// When it is not written so, or white text on it could not be read.
    pub fn parse(text: &str) -> Result<Self, ImpostazioniError> {
        let refuse = |perche| ImpostazioniError {
            campo: "colore_primario",
            perche,
        };
        let hex = text
            .strip_prefix('#')
            .filter(|h| h.len() == 6 && h.bytes().all(|b| b.is_ascii_hexdigit()))
            .ok_or_else(|| refuse("scrivere il colore come #0066cc"))?;
        let rgb = u32::from_str_radix(hex, 16).map_err(|_| refuse("colore non valido"))?;
        // Contrast with white is 1.05 / (L + 0.05), so 4.5 to 1 needs L of at most 0.1833.
        if luminance([(rgb >> 16) & 255, (rgb >> 8) & 255, rgb & 255]) > 0.1833 {
            return Err(refuse(
                "il testo bianco non si leggerebbe su questo colore: sceglierne uno più scuro",
            ));
        }
        Ok(Self(text.to_ascii_lowercase()))
    }

    /// The colour as `#rrggbb`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Relative luminance of sRGB channels of 0 to 255, as WCAG 2.1 defines it.
fn luminance(channels: [u32; 3]) -> f64 {
    let [r, g, b] = channels.map(|c| {
        let c = f64::from(c) / 255.0;
        if c <= 0.04045 {
            c / 12.92
        } else {
            ((c + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// Settings as written, before they are checked.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Grezze {
    nome: String,
    logo: Option<String>,
    colore_primario: String,
    codice_istat: String,
    codice_belfiore: String,
    codice_ipa: String,
    codice_fiscale: String,
    #[serde(default)]
    contatti: Contatti,
    #[serde(default)]
    collegamenti: Collegamenti,
}

impl TryFrom<Grezze> for Impostazioni {
    type Error = ImpostazioniError;

    fn try_from(g: Grezze) -> Result<Self, ImpostazioniError> {
        let check = |ok: bool, campo, perche| {
            if ok {
                Ok(())
            } else {
                Err(ImpostazioniError { campo, perche })
            }
        };
        let digits = |s: &str, n| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
        check(
            !g.nome.trim().is_empty() && g.nome.chars().count() <= 100,
            "nome",
            "da 1 a 100 caratteri",
        )?;
        check(digits(&g.codice_istat, 6), "codice_istat", "sei cifre")?;
        let belfiore = g.codice_belfiore.as_bytes();
        check(
            belfiore.len() == 4
                && belfiore[0].is_ascii_uppercase()
                && digits(&g.codice_belfiore[1..], 3),
            "codice_belfiore",
            "una lettera maiuscola e tre cifre",
        )?;
        check(
            !g.codice_ipa.is_empty()
                && g.codice_ipa
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b == b'_'),
            "codice_ipa",
            "lettere, cifre e trattini bassi",
        )?;
        check(
            digits(&g.codice_fiscale, 11),
            "codice_fiscale",
            "undici cifre",
        )?;
        let site_or_https =
            |s: &String| s.starts_with("https://") || (s.starts_with('/') && !s.starts_with("//"));
        check(
            g.logo.as_ref().is_none_or(site_or_https),
            "logo",
            "un indirizzo https o un percorso del sito",
        )?;
        let https = |s: &Option<String>| s.as_ref().is_none_or(|s| s.starts_with("https://"));
        check(
            https(&g.collegamenti.accessibilita),
            "collegamenti.accessibilita",
            "un indirizzo https",
        )?;
        check(
            https(&g.collegamenti.privacy),
            "collegamenti.privacy",
            "un indirizzo https",
        )?;
        let email = |s: &Option<String>| {
            s.as_ref().is_none_or(|s| {
                s.split_once('@')
                    .is_some_and(|(a, b)| !a.is_empty() && b.contains('.'))
            })
        };
        check(
            email(&g.contatti.email),
            "contatti.email",
            "un indirizzo e-mail",
        )?;
        check(email(&g.contatti.pec), "contatti.pec", "un indirizzo PEC")?;
        Ok(Self {
            nome: g.nome.trim().to_owned(),
            logo: g.logo,
            colore_primario: Colore::parse(&g.colore_primario)?,
            codice_istat: g.codice_istat,
            codice_belfiore: g.codice_belfiore,
            codice_ipa: g.codice_ipa,
            codice_fiscale: g.codice_fiscale,
            contatti: g.contatti,
            collegamenti: g.collegamenti,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json() -> serde_json::Value {
        serde_json::json!({
            "nome": "Comune di Prova", "logo": null, "colore_primario": "#0066CC",
            "codice_istat": "034001", "codice_belfiore": "A123", "codice_ipa": "c_a123",
            "codice_fiscale": "00316820547"
        })
    }

    #[test]
    fn each_setting_is_checked() {
        assert!(serde_json::from_value::<Impostazioni>(json()).is_ok());
        for (campo, value) in [
            ("nome", "  "),
            ("colore_primario", "#ffffff"),
            ("colore_primario", "blu"),
            ("codice_istat", "34001"),
            ("codice_belfiore", "1234"),
            ("codice_belfiore", "àà"),
            ("codice_ipa", "c a"),
            ("codice_fiscale", "ABC"),
            ("logo", "http://example.org/a.png"),
            ("sconosciuto", "x"),
        ] {
            let mut changed = json();
            changed[campo] = value.into();
            let error = serde_json::from_value::<Impostazioni>(changed).expect_err(campo);
            assert!(error.to_string().contains(campo), "{error}");
        }
    }
}
