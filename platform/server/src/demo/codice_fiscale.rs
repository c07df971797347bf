//! The codice fiscale of somebody who does not exist, computed from the data as the tax office
//! does (D.M. 23 December 1976).

use campanella_kernel::{CodiceFiscale, Giorno, Sesso};
use chrono::Datelike;

const MESI: &[u8; 12] = b"ABCDEHLMPRST";
const LETTERE_OMOCODIA: &[u8; 10] = b"LMNPQRSTUV";

/// What a codice fiscale is made of.
pub struct Dati<'a> {
    pub cognome: &'a str,
    pub nome: &'a str,
    pub sesso: Sesso,
    pub nascita: Giorno,
    /// Belfiore code of the comune of birth, or `Z` and three digits for a foreign state.
    pub luogo: &'a str,
}

/// The code of whoever has these data and shares it with nobody.
/// `None` when `luogo` is no Belfiore code.
pub fn calcola(dati: &Dati<'_>) -> Option<CodiceFiscale> {
    con_controllo(&primi_quindici(dati))
}

/// The code given to the second person with the same data: the last digit becomes a letter.
pub fn calcola_omocodo(dati: &Dati<'_>) -> Option<CodiceFiscale> {
    let mut primi = primi_quindici(dati);
    let ultima = primi.pop()?.to_digit(10)?;
    let lettera = LETTERE_OMOCODIA[usize::try_from(ultima).ok()?];
    primi.push(char::from(lettera));
    con_controllo(&primi)
}

fn primi_quindici(dati: &Dati<'_>) -> String {
    let data = dati.nascita.date();
    let giorno = data.day() + if dati.sesso == Sesso::Femmina { 40 } else { 0 };
    let mese = char::from(MESI[usize::try_from(data.month0()).unwrap_or(0)]);
    format!(
        "{}{}{:02}{mese}{giorno:02}{}",
        tre_lettere(&consonanti(dati.cognome), &vocali(dati.cognome)),
        tre_lettere(&consonanti_del_nome(dati.nome), &vocali(dati.nome)),
        data.year().rem_euclid(100),
        dati.luogo,
    )
}

/// The kernel knows which check character is right: the only one that it accepts.
fn con_controllo(primi_quindici: &str) -> Option<CodiceFiscale> {
    ('A'..='Z').find_map(|c| CodiceFiscale::parse(&format!("{primi_quindici}{c}")).ok())
}

/// Consonants, then vowels, then `X` up to three.
fn tre_lettere(consonanti: &str, vocali: &str) -> String {
    consonanti
        .chars()
        .chain(vocali.chars())
        .chain("XXX".chars())
        .take(3)
        .collect()
}

fn consonanti(testo: &str) -> String {
    lettere(testo).filter(|c| !vocale(*c)).collect()
}

fn vocali(testo: &str) -> String {
    lettere(testo).filter(|c| vocale(*c)).collect()
}

/// Of a name with four consonants or more, the second is left out.
fn consonanti_del_nome(nome: &str) -> String {
    let tutte = consonanti(nome);
    if tutte.len() < 4 {
        return tutte;
    }
    tutte
        .chars()
        .enumerate()
        .filter(|(i, _)| *i != 1)
        .map(|(_, c)| c)
        .collect()
}

fn vocale(c: char) -> bool {
    matches!(c, 'A' | 'E' | 'I' | 'O' | 'U')
}

/// Letters without accents, in capitals; blanks and apostrophes are not letters.
fn lettere(testo: &str) -> impl Iterator<Item = char> {
    testo.chars().filter_map(|c| {
        let piana = match c {
            'à' | 'á' | 'ă' | 'â' => 'a',
            'è' | 'é' | 'ë' => 'e',
            'ì' | 'í' => 'i',
            'ò' | 'ó' => 'o',
            'ù' | 'ú' => 'u',
            'ç' => 'c',
            'ș' => 's',
            'ț' => 't',
            altra => altra,
        };
        piana
            .is_ascii_alphabetic()
            .then(|| piana.to_ascii_uppercase())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codice(cognome: &str, nome: &str, sesso: Sesso, data: &str, luogo: &str) -> String {
        let nascita = Giorno::parse_iso(data).expect("a day");
        let dati = Dati {
            cognome,
            nome,
            sesso,
            nascita,
            luogo,
        };
        calcola(&dati).expect("a code").as_str().to_owned()
    }

    #[test]
    fn follows_the_decree() {
        use Sesso::{Femmina, Maschio};
        for (cognome, nome, sesso, data, luogo, atteso) in [
            (
                "Rossi",
                "Mario",
                Maschio,
                "1980-01-01",
                "H501",
                "RSSMRA80A01H501U",
            ),
            // Four consonants: the second of the name is left out.
            (
                "Bianchi",
                "Francesca",
                Femmina,
                "2015-12-25",
                "F205",
                "BNCFNC15T65F205",
            ),
            // Few consonants: vowels, then X.
            ("Hu", "Li", Femmina, "2016-02-29", "Z210", "HUXLIX16B69Z210"),
            (
                "Fo",
                "Ugo",
                Maschio,
                "1990-10-03",
                "L219",
                "FOXGUO90R03L219",
            ),
            // Accents and apostrophes do not count.
            (
                "D'Angelò",
                "Niccolò",
                Maschio,
                "2018-05-07",
                "A944",
                "DNGNCL18E07A944",
            ),
            (
                "De Luca",
                "Noè",
                Maschio,
                "2020-09-01",
                "F839",
                "DLCNOE20P01F839",
            ),
        ] {
            let codice = codice(cognome, nome, sesso, data, luogo);
            assert!(codice.starts_with(atteso), "{cognome} {nome}: {codice}");
        }
    }

    #[test]
    fn omocodia_is_the_same_person_for_the_kernel() {
        let dati = Dati {
            cognome: "Rossi",
            nome: "Mario",
            sesso: Sesso::Maschio,
            nascita: Giorno::parse_iso("1980-01-01").expect("a day"),
            luogo: "H501",
        };
        let omocodo = calcola_omocodo(&dati).expect("a code");
        assert_eq!(omocodo.as_str(), "RSSMRA80A01H50MM");
        assert_eq!(omocodo.senza_omocodia(), "RSSMRA80A01H501U");
    }

    #[test]
    fn a_place_that_is_none_gives_no_code() {
        let dati = Dati {
            cognome: "Rossi",
            nome: "Mario",
            sesso: Sesso::Maschio,
            nascita: Giorno::parse_iso("1980-01-01").expect("a day"),
            luogo: "Roma",
        };
        assert!(calcola(&dati).is_none());
    }
}
