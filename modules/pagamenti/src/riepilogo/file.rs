//! The report as a file for a spreadsheet.

use campanella_kernel::{Ctx, Giorno, Importo, InternalError};
use rust_xlsxwriter::{Format, Workbook, XlsxError};

use super::{IncassiDelGiorno, riepilogo_incassi};
use crate::errore::Errore;

/// How the file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Formato {
    /// Semicolons and decimal commas, as spreadsheets in Italy read them.
    Csv,
    /// A workbook.
    Xlsx,
}

/// Byte order mark: without it spreadsheet programs take UTF-8 for something else.
const BOM: &str = "\u{feff}";

const COLONNE: [&str; 5] = ["Giorno", "Servizio", "Mezzo", "Pagamenti", "Importo"];

/// The report from `dal` to `al` as a file, with its total.
///
/// # Errors
/// As [`riepilogo_incassi`].
pub async fn riepilogo_in_file(
    ctx: &Ctx,
    giorni: (Giorno, Giorno),
    formato: Formato,
) -> Result<Vec<u8>, Errore> {
    let righe = riepilogo_incassi(ctx, giorni).await?;
    Ok(match formato {
        Formato::Csv => csv(&righe)?,
        Formato::Xlsx => xlsx(&righe).map_err(InternalError::new)?,
    })
}

fn csv(righe: &[IncassiDelGiorno]) -> Result<Vec<u8>, InternalError> {
    let mut scrittore = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer(BOM.as_bytes().to_vec());
    scrittore
        .write_record(COLONNE)
        .map_err(InternalError::new)?;
    for r in righe {
        let campi = [
            r.giorno.to_string(),
            r.servizio.to_string(),
            r.mezzo.to_string(),
            r.quanti.to_string(),
            con_la_virgola(r.importo),
        ];
        scrittore.write_record(campi).map_err(InternalError::new)?;
    }
    let (quanti, importo) = totale(righe);
    let fine = [
        "",
        "",
        "Totale",
        &quanti.to_string(),
        &con_la_virgola(importo),
    ];
    scrittore.write_record(fine).map_err(InternalError::new)?;
    scrittore
        .into_inner()
        .map_err(|e| InternalError::new(e.to_string()))
}

/// A spreadsheet has no other numbers than floats: cents fit them exactly, and the quotient is only
/// shown.
fn xlsx(righe: &[IncassiDelGiorno]) -> Result<Vec<u8>, XlsxError> {
    let mut cartella = Workbook::new();
    let foglio = cartella.add_worksheet();
    let grassetto = Format::new().set_bold();
    let euro = Format::new().set_num_format("#,##0.00 [$€-410]");
    foglio.set_name("Incassi")?;
    for (colonna, nome) in (0_u16..).zip(COLONNE) {
        foglio.write_string_with_format(0, colonna, nome, &grassetto)?;
        foglio.set_column_width(colonna, 24)?;
    }
    let mut n = 0;
    for r in righe {
        n += 1;
        foglio.write_string(n, 0, r.giorno.to_string())?;
        foglio.write_string(n, 1, r.servizio.to_string())?;
        foglio.write_string(n, 2, r.mezzo.to_string())?;
        foglio.write_number(n, 3, r.quanti)?;
        foglio.write_formula_with_format(n, 4, formula(r.importo).as_str(), &euro)?;
    }
    let (quanti, importo) = totale(righe);
    foglio.write_string_with_format(n + 1, 2, "Totale", &grassetto)?;
    foglio.write_number(n + 1, 3, quanti)?;
    foglio.write_formula_with_format(n + 1, 4, formula(importo).as_str(), &euro)?;
    cartella.save_to_buffer()
}

fn formula(importo: Importo) -> String {
    format!("={}/100", importo.cents())
}

fn totale(righe: &[IncassiDelGiorno]) -> (i32, Importo) {
    let quanti = righe.iter().map(|r| r.quanti).sum();
    (quanti, righe.iter().map(|r| r.importo).sum())
}

/// `1234,50`: a number, not a text with a currency.
fn con_la_virgola(importo: Importo) -> String {
    let cents = importo.cents();
    let segno = if cents < 0 { "-" } else { "" };
    format!("{segno}{},{:02}", cents.abs() / 100, cents.abs() % 100)
}
