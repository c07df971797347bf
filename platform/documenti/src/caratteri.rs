//! The fonts of the documents, which travel with the project.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// Titillium Web, the typeface of public administration, and DejaVu Sans for letters that it does
/// not have (Greek, Cyrillic, Arabic). Licences: `caratteri/OFL.txt`, `caratteri/DEJAVU.txt`.
const FILES: [&[u8]; 4] = [
    include_bytes!("../caratteri/TitilliumWeb-Regular.ttf"),
    include_bytes!("../caratteri/TitilliumWeb-SemiBold.ttf"),
    include_bytes!("../caratteri/TitilliumWeb-Bold.ttf"),
    include_bytes!("../caratteri/DejaVuSans.ttf"),
];

/// The fonts, read once.
pub(crate) static CARATTERI: LazyLock<Caratteri> = LazyLock::new(Caratteri::leggi);

pub(crate) struct Caratteri {
    pub(crate) fonts: Vec<Font>,
    pub(crate) book: LazyHash<FontBook>,
}

impl Caratteri {
    fn leggi() -> Self {
        let fonts: Vec<Font> = FILES
            .iter()
            .flat_map(|bytes| Font::iter(Bytes::new(*bytes)))
            .collect();
        let book = LazyHash::new(FontBook::from_fonts(&fonts));
        Self { fonts, book }
    }

    /// The text with a question mark for every character that no font has: PDF/A does not allow
    /// a letter without a shape, and a document must not fail for the name of a person.
    pub(crate) fn scrivibile(&self, text: &str) -> String {
        text.chars()
            .map(|c| if self.ha(c) { c } else { '?' })
            .collect()
    }

    fn ha(&self, c: char) -> bool {
        let has = |font: &Font| font.info().coverage.contains(u32::from(c));
        c == '\n' || self.fonts.iter().any(has)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_europe_can_be_written() {
        for name in [
            "Niccolò D'Àgata",
            "Łukasz Żółć",
            "Ștefan Ţurcanu",
            "Ђорђе Љубић",
            "Şahin",
        ] {
            assert_eq!(CARATTERI.scrivibile(name), name);
        }
        assert_eq!(CARATTERI.scrivibile("李 \u{e000}\u{1}"), "? ??");
    }
}
