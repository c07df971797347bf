//! Values as offices write them: yes and no, services, states, classes, prices.

use campanella_kernel::{PrezzoUnitario, Servizio};

use super::campi::chiave;
use crate::entities::alunno::Sesso;
use crate::entities::iscrizione::StatoIscrizione;

/// A class as it is named everywhere: level and section.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct NomeClasse {
    /// From 1; 0 for a section of mixed ages.
    pub livello: i32,
    /// `3A`, or the name of the section.
    pub nome: String,
}

/// Reads `3A`, `3 a`, `3ª A`, `III A`, `Classe 3^ sez. A`, `Sezione Gialla`; `sezione` comes from a
/// column of its own, where there is one.
pub(super) fn classe(classe: &str, sezione: &str) -> Result<NomeClasse, String> {
    let words: String = classe
        .chars()
        .map(|c| {
            if matches!(c, 'ª' | 'º' | '°' | '^' | '.' | '-' | '/' | '\'') {
                ' '
            } else {
                c
            }
        })
        .collect();
    let mut words: Vec<&str> = words
        .split_whitespace()
        .filter(|w| !matches!(chiave(w).as_str(), "classe" | "cl" | "sez" | "sezione"))
        .collect();
    words.extend(
        sezione
            .split_whitespace()
            .filter(|w| !matches!(chiave(w).as_str(), "sez" | "sezione")),
    );
    let Some((first, rest)) = words.split_first() else {
        return Err("manca la classe".to_owned());
    };
    let digits = first.chars().take_while(char::is_ascii_digit).count();
    let (level, section) = match (first[..digits].parse::<i32>(), romano(first)) {
        (Ok(level), _) => (level, first[digits..].to_owned() + &rest.concat()),
        (Err(_), _) if digits > 0 => (0, String::new()),
        (Err(_), Some(level)) => (level, rest.concat()),
        (Err(_), None) => {
            let nome = words.join(" ");
            return Ok(NomeClasse { livello: 0, nome });
        }
    };
    if !(1..=5).contains(&level) {
        return Err(format!("«{classe}»: la classe va da 1 a 5"));
    }
    Ok(NomeClasse {
        livello: level,
        nome: format!("{level}{}", section.to_uppercase()),
    })
}

/// A level in Roman figures. `I` to `V` alone: a section named `C` is no hundred.
fn romano(word: &str) -> Option<i32> {
    let level = ["I", "II", "III", "IV", "V"]
        .iter()
        .position(|r| r.eq_ignore_ascii_case(word))?;
    i32::try_from(level + 1).ok()
}

pub(super) fn servizio(text: &str) -> Result<Servizio, String> {
    match chiave(text).as_str() {
        ""
        | "refezione"
        | "refezionescolastica"
        | "mensa"
        | "mensascolastica"
        | "ristorazione"
        | "ristorazionescolastica" => Ok(Servizio::Refezione),
        "trasporto" | "trasportoscolastico" | "scuolabus" => Ok(Servizio::Trasporto),
        _ => Err(format!(
            "«{text}» non è un servizio: scrivere Refezione o Trasporto"
        )),
    }
}

pub(super) fn stato(text: &str) -> Result<StatoIscrizione, String> {
    match chiave(text).as_str() {
        "attiva" | "attivo" | "a" | "si" | "s" => Ok(StatoIscrizione::Attiva),
        "disattiva" | "disattivo" | "d" | "no" | "n" | "cessata" | "cessato" | "ritirato"
        | "ritirata" => Ok(StatoIscrizione::Disattiva),
        _ => Err(format!(
            "«{text}» non è uno stato: scrivere Attiva o Disattiva"
        )),
    }
}

pub(super) fn sesso(text: &str) -> Result<Sesso, String> {
    match chiave(text).as_str() {
        "f" | "femmina" | "femminile" => Ok(Sesso::F),
        "m" | "maschio" | "maschile" => Ok(Sesso::M),
        _ => Err(format!("«{text}»: scrivere F o M")),
    }
}

pub(super) fn si_no(text: &str) -> Result<bool, String> {
    match chiave(text).as_str() {
        "si" | "s" | "x" | "vero" | "1" | "residente" => Ok(true),
        "no" | "n" | "falso" | "0" | "nonresidente" => Ok(false),
        _ => Err(format!("«{text}»: scrivere sì o no")),
    }
}

/// A unit price with up to four decimals after the comma: `4,80`, `1,055`, `€ 5,3310`.
pub(super) fn prezzo(text: &str) -> Result<PrezzoUnitario, String> {
    let refuse = || format!("«{text}» non è un prezzo: scrivere per esempio 4,80");
    let clean = text.trim_matches(|c: char| c == '€' || c.is_whitespace());
    let (euros, decimals) = clean.split_once(',').unwrap_or((clean, "0"));
    let euros: String = euros.chars().filter(|c| *c != '.').collect();
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if !digits(&euros) || !digits(decimals) || decimals.len() > 4 {
        return Err(refuse());
    }
    let euros: i64 = euros.parse().map_err(|_| refuse())?;
    let decimals: i64 = format!("{decimals:0<4}").parse().map_err(|_| refuse())?;
    euros
        .checked_mul(10_000)
        .and_then(|e| e.checked_add(decimals))
        .map(PrezzoUnitario::from_decimillesimi)
        .ok_or_else(refuse)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_have_one_name() {
        for (column, section, livello, nome) in [
            ("3A", "", 3, "3A"),
            ("3 a", "", 3, "3A"),
            ("3ª", "A", 3, "3A"),
            ("3^ A", "", 3, "3A"),
            ("III", "B", 3, "3B"),
            ("Classe V sez. C", "", 5, "5C"),
            ("1", "", 1, "1"),
            ("Sezione Gialla", "", 0, "Gialla"),
            ("C", "", 0, "C"),
        ] {
            let letta = classe(column, section).expect(column);
            assert_eq!(
                (letta.livello, letta.nome.as_str()),
                (livello, nome),
                "{column}"
            );
        }
        for column in ["", "6A", "0A", "99999999999A", "sez."] {
            assert!(classe(column, "").is_err(), "{column}");
        }
    }

    #[test]
    fn prices_keep_four_decimals() {
        for (text, atteso) in [("4,80", 48_000), ("1,055", 10_550), ("€ 5", 50_000)] {
            assert_eq!(
                prezzo(text).map(PrezzoUnitario::decimillesimi),
                Ok(atteso),
                "{text}"
            );
        }
        for text in [
            "",
            "4,80000",
            "-1",
            "quattro",
            "4,8,0",
            "99999999999999999999",
        ] {
            assert!(prezzo(text).is_err(), "{text}");
        }
    }
}
