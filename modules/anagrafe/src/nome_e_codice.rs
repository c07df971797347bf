//! Whether a name and a codice fiscale can belong together.

use campanella_kernel::CodiceFiscale;

/// True when the first six letters of `codice` follow from `cognome` and `nome` by the rules of
/// the D.M. 23 December 1976; always true for a provisional code, which has no letters.
pub(crate) fn corrispondono(codice: &CodiceFiscale, cognome: &str, nome: &str) -> bool {
    let code = codice.as_str();
    code.len() != 16 || (code[..3] == lettere(cognome, false) && code[3..6] == lettere(nome, true))
}

/// Consonants, then vowels, then `X`: three in all. A first name with four consonants or more
/// gives the first, third and fourth.
fn lettere(text: &str, nome: bool) -> String {
    let ascii: Vec<char> = text
        .chars()
        .flat_map(|c| senza_accento(c).chars().collect::<Vec<_>>())
        .filter(char::is_ascii_alphabetic)
        .map(|c| c.to_ascii_uppercase())
        .collect();
    let (vowels, mut consonants): (Vec<char>, Vec<char>) =
        ascii.iter().partition(|c| "AEIOU".contains(**c));
    if nome && consonants.len() >= 4 {
        consonants.remove(1);
    }
    let fill = ['X'; 3];
    consonants
        .iter()
        .chain(&vowels)
        .chain(&fill)
        .take(3)
        .collect()
}

/// The letter without its accent, as registry offices write it in plain letters; nothing for what
/// is no letter. Covers the languages of those who live in Italy and write in Latin letters.
pub(crate) fn senza_accento(c: char) -> String {
    let base = match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'ç' | 'ć' | 'č' | 'ĉ' | 'ċ' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' | 'ģ' | 'ĝ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'į' | 'ı' => "i",
        'ķ' => "k",
        'ł' | 'ľ' | 'ļ' => "l",
        'ñ' | 'ń' | 'ň' | 'ņ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' => "o",
        'ŕ' | 'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ß' => "ss",
        'ť' | 'ţ' | 'ț' => "t",
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' | 'ų' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ž' | 'ż' => "z",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        _ => {
            let lower: String = c.to_lowercase().collect();
            return if lower.chars().eq([c]) {
                lower
            } else {
                lower.chars().map(senza_accento).collect()
            };
        }
    };
    base.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_follow_the_decree() {
        for (text, nome, atteso) in [
            ("Rossi", false, "RSS"),
            ("Fo", false, "FOX"),
            ("Aiello", false, "LLA"),
            ("D'Àngelo", false, "DNG"),
            ("De Łuca", false, "DLC"),
            ("Mario", true, "MRA"),
            ("Gianfranco", true, "GFR"),
            ("NICOLÒ", true, "NCL"),
            ("Șerban", true, "SBN"),
            ("Io", true, "IOX"),
        ] {
            assert_eq!(lettere(text, nome), atteso, "{text}");
        }
    }

    #[test]
    fn a_wrong_name_is_seen() {
        let codice = CodiceFiscale::parse("RSSMRA80A01H501U").expect("valid");
        assert!(corrispondono(&codice, "Rossi", "Mario"));
        assert!(!corrispondono(&codice, "Mario", "Rossi"));
        let provvisorio = CodiceFiscale::parse("00316820547").expect("valid");
        assert!(corrispondono(&provvisorio, "Chiunque", "Sia"));
    }
}
