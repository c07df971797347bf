//! Text with separators, in the encodings that offices' programs write.

use std::borrow::Cow;

use encoding_rs::{Encoding, WINDOWS_1252};

use super::{Riga, aggiungi, illeggibile, pulita, rovinato};
use crate::errore::Errore;

/// Reads comma-, semicolon- or tab-separated text.
pub(super) fn leggi(bytes: &[u8]) -> Result<Vec<Riga>, Errore> {
    let text = decodifica(bytes);
    // No text has these characters; a picture or a program has them within a few bytes.
    if text
        .chars()
        .any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
    {
        return Err(illeggibile("il file non è un testo CSV né un file XLSX"));
    }
    let separator = separatore(&text);
    if let Some(line) = virgolette_aperte(&text, separator) {
        return Err(illeggibile(format!(
            "le virgolette aperte alla riga {line} non sono chiuse"
        )));
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut righe = Vec::new();
    let mut record = csv::StringRecord::new();
    let mut lines = Righe {
        bytes: text.as_bytes(),
        at: 0,
        line: 1,
    };
    while reader.read_record(&mut record).map_err(|_| rovinato())? {
        let start = record.position().map_or(0, csv::Position::byte);
        let celle = record.iter().map(pulita).collect();
        aggiungi(&mut righe, lines.della_posizione(start), celle)?;
    }
    Ok(righe)
}

/// Counts lines: the reader says where it began to look for a row, blank lines included.
struct Righe<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u32,
}

impl Righe<'_> {
    /// The line of the row that follows the byte `start`, which only grows.
    fn della_posizione(&mut self, start: u64) -> u32 {
        let start = usize::try_from(start).unwrap_or(usize::MAX);
        while let Some(byte) = self.bytes.get(self.at) {
            let blank = matches!(byte, b'\n' | b'\r');
            if self.at >= start && !blank {
                break;
            }
            self.line += u32::from(*byte == b'\n');
            self.at += 1;
        }
        self.line
    }
}

/// UTF-8 or UTF-16 by its mark, UTF-8 if it is that, else Windows-1252, in which every byte
/// means something.
fn decodifica(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

/// The separator that most of the first lines use most often, which leaves out titles and commas
/// in addresses; the semicolon of Italian spreadsheets when none is used.
fn separatore(text: &str) -> u8 {
    let lines = text.lines().filter(|l| !l.trim().is_empty());
    let sample: Vec<&str> = lines.take(10).collect();
    let median = |separator: u8| {
        let mut uses: Vec<usize> = sample
            .iter()
            .map(|line| fuori_virgolette(line, char::from(separator)))
            .collect();
        uses.sort_unstable();
        uses.get(uses.len() / 2).copied().unwrap_or(0)
    };
    // Of separators that are used as often the first wins.
    let mut best = b';';
    for other in [b'\t', b','] {
        if median(other) > median(best) {
            best = other;
        }
    }
    best
}

fn fuori_virgolette(line: &str, separator: char) -> usize {
    let mut quoted = false;
    let outside = line.chars().filter(|c| {
        if *c == '"' {
            quoted = !quoted;
        }
        !quoted && *c == separator
    });
    outside.count()
}

/// The line on which a quote is opened and never closed: the reader would take the rest of the
/// file as one cell.
fn virgolette_aperte(text: &str, separator: u8) -> Option<u32> {
    let separator = char::from(separator);
    let mut line = 1;
    let mut opened = None;
    let mut at_start = true;
    for c in text.chars() {
        match (c, opened) {
            // A doubled quote closes and opens again: the balance is the same.
            ('"', Some(_)) => {
                opened = None;
                at_start = true;
            }
            ('"', None) if at_start => opened = Some(line),
            (_, None) => at_start = c == separator || c == '\n' || c == '\r',
            _ => {}
        }
        if c == '\n' {
            line += 1;
        }
    }
    opened
}
