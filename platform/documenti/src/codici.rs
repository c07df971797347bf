//! QR code and Data Matrix as drawings of squares: vectors, black on nothing.

use campanella_pagopa::{TestoDataMatrix, TestoQr};
use datamatrix::{DataMatrix, SymbolList};
use qrcode::{Color, EcLevel, QrCode, Version};

/// The QR code of a notice: version 4 (33×33 modules), error correction M («Avviso di pagamento»,
/// allegato 2). Nothing when the text does not fit, which its type does not allow.
pub(crate) fn qr(testo: &TestoQr) -> Option<String> {
    let text = testo.to_string();
    let code = QrCode::with_version(text, Version::Normal(4), EcLevel::M).ok()?;
    let width = code.width();
    let dark = code.to_colors().into_iter().enumerate();
    let dark = dark.filter(|(_, color)| *color == Color::Dark);
    Some(disegno(
        width,
        width,
        dark.map(|(n, _)| (n % width, n / width)),
    ))
}

/// The postal Data Matrix: the smallest square symbol that holds its 256 characters.
pub(crate) fn datamatrix(testo: &TestoDataMatrix) -> Option<String> {
    let symbols = SymbolList::default().enforce_square();
    let code = DataMatrix::encode(testo.to_string().as_bytes(), symbols).ok()?;
    let bitmap = code.bitmap();
    Some(disegno(bitmap.width(), bitmap.height(), bitmap.pixels()))
}

/// Squares of one unit. Those that touch in a row are one rectangle: a viewer that smooths edges
/// would leave hairlines between them.
fn disegno(width: usize, height: usize, dark: impl Iterator<Item = (usize, usize)>) -> String {
    let mut rows = vec![vec![false; width]; height];
    for (x, y) in dark {
        rows[y][x] = true;
    }
    let mut path = String::new();
    for (y, row) in rows.iter().enumerate() {
        let mut x = 0;
        while x < width {
            let run = row[x..].iter().take_while(|dark| **dark).count();
            if run > 0 {
                path.push_str(&format!("M{x} {y}h{run}v1h-{run}z"));
            }
            x += run.max(1);
        }
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         width=\"{width}\" height=\"{height}\"><path d=\"{path}\" fill=\"#000\"/></svg>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn touching_squares_are_one() {
        let svg = disegno(4, 2, [(0, 0), (1, 0), (3, 0), (2, 1)].into_iter());
        assert!(
            svg.contains("d=\"M0 0h2v1h-2zM3 0h1v1h-1zM2 1h1v1h-1z\""),
            "{svg}"
        );
    }

    #[test]
    fn the_longest_text_fits_the_prescribed_symbol() {
        let text = "PAGOPA|002|302012387654312386|77777777777|99999999999";
        let svg = qr(&TestoQr::parse(text).expect("a text")).expect("it fits");
        assert!(svg.contains("viewBox=\"0 0 33 33\""));
    }
}
