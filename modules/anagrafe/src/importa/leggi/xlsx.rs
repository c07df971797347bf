//! The first sheet of an XLSX workbook.

use std::io::{Cursor, Read, sink};

use calamine::{DataRef, Reader, Xlsx};
use zip::ZipArchive;

use super::{COLONNE_MAX, Riga, aggiungi, illeggibile, pulita, rovinato, troppe_colonne};
use crate::errore::Errore;

/// Bytes of an archive's content at the most: a workbook of the row limit has a tenth of it.
const CONTENUTO_MAX: u64 = 100 * 1024 * 1024;
/// Files in an archive at the most.
const FILE_MAX: usize = 1000;

/// Reads the first sheet cell by cell: a sheet may name a cell in its last row and column, and
/// a table of all cells between would not fit in memory.
pub(super) fn leggi(bytes: &[u8]) -> Result<Vec<Riga>, Errore> {
    controlla_archivio(bytes)?;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| rovinato())?;
    let first = workbook
        .sheet_names()
        .first()
        .cloned()
        .ok_or_else(rovinato)?;
    let mut cells = workbook
        .worksheet_cells_reader(&first)
        .map_err(|_| rovinato())?;

    let mut righe = Vec::new();
    let mut present: (u32, Vec<String>) = (0, Vec::new());
    while let Some(cell) = cells.next_cell().map_err(|_| rovinato())? {
        let (row, column) = cell.get_position();
        let text = pulita(&testo(cell.get_value()));
        if text.is_empty() {
            continue;
        }
        if row != present.0 {
            let (number, celle) = std::mem::replace(&mut present, (row, Vec::new()));
            aggiungi(&mut righe, number + 1, celle)?;
        }
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column >= COLONNE_MAX {
            return Err(troppe_colonne(row + 1));
        }
        if present.1.len() <= column {
            present.1.resize(column + 1, String::new());
        }
        present.1[column] = text;
    }
    aggiungi(&mut righe, present.0 + 1, present.1)?;
    // Rows may come in any order in a damaged sheet; line numbers must make sense.
    righe.sort_by_key(|r: &Riga| r.numero);
    Ok(righe)
}

/// Unpacks every part of the archive, up to the limit, before the workbook's reader does: the
/// sizes that an archive states may lie.
fn controlla_archivio(bytes: &[u8]) -> Result<(), Errore> {
    let too_big = || illeggibile("il file XLSX, una volta aperto, è troppo grande");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| rovinato())?;
    if archive.len() > FILE_MAX {
        return Err(too_big());
    }
    let mut left = CONTENUTO_MAX;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| rovinato())?;
        let size = std::io::copy(&mut part.take(left + 1), &mut sink()).map_err(|_| rovinato())?;
        left = left.checked_sub(size).ok_or_else(too_big)?;
    }
    Ok(())
}

/// A cell as an office would read it on the screen: Italian dates, comma before decimals.
fn testo(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(s) => s.clone(),
        DataRef::SharedString(s) => (*s).to_owned(),
        DataRef::Int(n) => n.to_string(),
        DataRef::Float(n) => n.to_string().replace('.', ","),
        DataRef::Bool(true) => "sì".to_owned(),
        DataRef::Bool(false) => "no".to_owned(),
        DataRef::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{day:02}/{month:02}/{year}")
        }
        DataRef::DateTimeIso(iso) => data_iso(iso),
        DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(_) => "#ERRORE".to_owned(),
        DataRef::Empty => String::new(),
    }
}

fn data_iso(iso: &str) -> String {
    iso.get(..10)
        .and_then(|day| campanella_kernel::Giorno::parse_iso(day).ok())
        .map_or_else(|| iso.to_owned(), |day| day.to_string())
}
