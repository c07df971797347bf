//! The colour of a comune.

use serde::Serialize;

use super::ImpostazioniError;

/// A colour `#rrggbb` on which white text has a contrast of at least 4.5 to 1 (WCAG 2.1, 1.4.3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Colore(String);

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
