//! From the bytes of a file to rows of cells.

mod csv;
mod xlsx;

use crate::errore::Errore;

use super::{BYTE_MAX, RIGHE_MAX};

/// Lines of title that may stand above the header.
pub(super) const RIGHE_DI_TITOLO_MAX: usize = 10;
/// Columns at the most: more are the sign of a wrong separator or of a damaged file.
const COLONNE_MAX: usize = 200;
/// Characters of a cell at the most.
const CARATTERI_MAX: usize = 1000;

/// The rows of a file that are not empty.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tabella {
    pub righe: Vec<Riga>,
}

/// A row.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Riga {
    /// Line of the file, from 1.
    pub numero: u32,
    pub celle: Vec<String>,
}

/// Reads a CSV or XLSX file.
///
/// # Errors
/// [`Errore::FileNonLeggibile`] says what is wrong with the file as a whole.
pub(super) fn leggi(bytes: &[u8]) -> Result<Tabella, Errore> {
    if bytes.len() > BYTE_MAX {
        return Err(troppo_grande());
    }
    // Signatures: a ZIP archive, which an XLSX is; the compound file of older or encrypted
    // documents; a PDF.
    let righe = match bytes {
        [b'P', b'K', 3, 4, ..] => xlsx::leggi(bytes)?,
        [0xD0, 0xCF, 0x11, 0xE0, ..] => {
            return Err(illeggibile(
                "il file è un vecchio .xls oppure è protetto da password: aprirlo e salvarlo come \
                 .xlsx senza password, o come CSV",
            ));
        }
        [b'%', b'P', b'D', b'F', ..] => {
            return Err(illeggibile("il file è un PDF: serve un file CSV o XLSX"));
        }
        _ => csv::leggi(bytes)?,
    };
    if righe.is_empty() {
        return Err(illeggibile("il file è vuoto"));
    }
    Ok(Tabella { righe })
}

/// The refusal of a file that is damaged.
pub(super) fn rovinato() -> Errore {
    illeggibile("il file è incompleto o danneggiato: aprirlo, salvarlo di nuovo e riprovare")
}

fn illeggibile(motivo: impl Into<String>) -> Errore {
    Errore::FileNonLeggibile {
        motivo: motivo.into(),
    }
}

fn troppo_grande() -> Errore {
    illeggibile(format!(
        "il file è troppo grande: al massimo {} MB e {RIGHE_MAX} righe. Dividerlo in più file",
        BYTE_MAX / 1024 / 1024
    ))
}

fn troppe_colonne(riga: u32) -> Errore {
    illeggibile(format!(
        "la riga {riga} ha più di {COLONNE_MAX} colonne: non sembra un elenco di alunni"
    ))
}

/// Takes a row in, unless it is empty.
///
/// # Errors
/// When a limit is passed.
fn aggiungi(righe: &mut Vec<Riga>, numero: u32, mut celle: Vec<String>) -> Result<(), Errore> {
    while celle.last().is_some_and(String::is_empty) {
        celle.pop();
    }
    if celle.is_empty() {
        return Ok(());
    }
    if celle.len() > COLONNE_MAX {
        return Err(troppe_colonne(numero));
    }
    if let Some(long) = celle.iter().find(|c| c.chars().count() > CARATTERI_MAX) {
        let beginning: String = long.chars().take(20).collect();
        return Err(illeggibile(format!(
            "alla riga {numero} una cella supera {CARATTERI_MAX} caratteri («{beginning}…»): \
             forse mancano delle virgolette di chiusura"
        )));
    }
    // The header and lines of title above it come on top of the rows.
    if righe.len() > RIGHE_MAX + RIGHE_DI_TITOLO_MAX {
        return Err(troppo_grande());
    }
    righe.push(Riga { numero, celle });
    Ok(())
}

/// A cell without blanks around and with single blanks inside.
fn pulita(text: &str) -> String {
    // A blank that does not break is common in what spreadsheets save.
    text.split(|c: char| c.is_whitespace() || c == '\u{a0}' || c == '\u{feff}')
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests;
