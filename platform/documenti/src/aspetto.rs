//! How a comune's documents look.

use campanella_kernel::comune::Colore;
use campanella_pagopa::CodiceFiscaleEnte;

/// Whose document it is.
#[derive(Debug, Clone)]
pub struct Aspetto {
    /// Full name, `Comune di …`.
    pub nome: String,
    /// Tax code.
    pub codice_fiscale: CodiceFiscaleEnte,
    /// The office that answers questions.
    pub ufficio: Option<String>,
    /// How that office is reached: address, telephone, e-mail, one a line.
    pub contatti: Vec<String>,
    /// What every document says at its end.
    pub nota: Option<String>,
    /// Colour of headings.
    pub colore: Colore,
    /// Coat of arms.
    pub logo: Option<Logo>,
}

/// A picture, SVG or PNG.
#[derive(Debug, Clone)]
pub struct Logo {
    pub(crate) formato: &'static str,
    pub(crate) bytes: Vec<u8>,
}

/// Why bytes are no logo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LogoError {
    /// Too large for what is printed an inch wide.
    #[error("il logo non può superare 512 KB")]
    TroppoGrande,
    /// Neither SVG nor PNG.
    #[error("il logo deve essere un'immagine SVG o PNG")]
    Formato,
}

const BYTE_MASSIMI: usize = 512 * 1024;

impl Logo {
    /// Takes a picture. Whether it can be drawn shows when it is drawn.
    ///
    /// # Errors
    /// [`LogoError`].
    pub fn new(bytes: Vec<u8>) -> Result<Self, LogoError> {
        if bytes.len() > BYTE_MASSIMI {
            return Err(LogoError::TroppoGrande);
        }
        let formato = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            "png"
        } else if std::str::from_utf8(&bytes).is_ok_and(|text| text.contains("<svg")) {
            "svg"
        } else {
            return Err(LogoError::Formato);
        };
        Ok(Self { formato, bytes })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_logo_is_svg_or_png() {
        let svg = b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>";
        assert!(Logo::new(svg.to_vec()).is_ok_and(|logo| logo.formato == "svg"));
        for bytes in [&b""[..], b"GIF89a", b"\xff\xd8\xff"] {
            assert_eq!(Logo::new(bytes.to_vec()).err(), Some(LogoError::Formato));
        }
        let large = [b"<svg>", &vec![b' '; BYTE_MASSIMI][..]].concat();
        assert_eq!(Logo::new(large).err(), Some(LogoError::TroppoGrande));
    }
}
