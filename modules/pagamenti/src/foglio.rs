//! Files for a spreadsheet.

use campanella_kernel::{Importo, InternalError};
use rust_xlsxwriter::{Format as Stile, Workbook, XlsxError};

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

/// What stands in a cell.
pub(crate) enum Cella {
    /// Words.
    Testo(String),
    /// How many.
    Numero(i32),
    /// Money.
    Importo(Importo),
    /// Nothing.
    Vuota,
}

/// A table with its headings.
pub(crate) struct Foglio<const N: usize> {
    /// Its name in a workbook.
    pub(crate) nome: &'static str,
    /// The headings.
    pub(crate) colonne: [&'static str; N],
    /// The rows.
    pub(crate) righe: Vec<[Cella; N]>,
    /// Whether the last row is a total.
    pub(crate) con_totale: bool,
}

impl<const N: usize> Foglio<N> {
    /// The file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn in_file(&self, formato: Formato) -> Result<Vec<u8>, InternalError> {
        match formato {
            Formato::Csv => self.csv(),
            Formato::Xlsx => self.xlsx().map_err(InternalError::new),
        }
    }

    fn csv(&self) -> Result<Vec<u8>, InternalError> {
        let mut scrittore = csv::WriterBuilder::new()
            .delimiter(b';')
            .terminator(csv::Terminator::CRLF)
            .from_writer(BOM.as_bytes().to_vec());
        scrittore
            .write_record(self.colonne)
            .map_err(InternalError::new)?;
        for riga in &self.righe {
            let campi = riga.iter().map(|cella| match cella {
                Cella::Testo(testo) => innocuo(testo),
                Cella::Numero(n) => n.to_string(),
                Cella::Importo(importo) => con_la_virgola(*importo),
                Cella::Vuota => String::new(),
            });
            scrittore.write_record(campi).map_err(InternalError::new)?;
        }
        scrittore
            .into_inner()
            .map_err(|e| InternalError::new(e.to_string()))
    }

    /// A spreadsheet has no other numbers than floats: cents fit them exactly, and the quotient is
    /// only shown.
    fn xlsx(&self) -> Result<Vec<u8>, XlsxError> {
        let mut cartella = Workbook::new();
        let foglio = cartella.add_worksheet();
        let grassetto = Stile::new().set_bold();
        let euro = Stile::new().set_num_format("#,##0.00 [$€-410]");
        foglio.set_name(self.nome)?;
        for (colonna, nome) in (0_u16..).zip(self.colonne) {
            foglio.write_string_with_format(0, colonna, nome, &grassetto)?;
            foglio.set_column_width(colonna, 24)?;
        }
        for (n, riga) in (1_u32..).zip(&self.righe) {
            let totale = self.con_totale && n as usize == self.righe.len();
            for (colonna, cella) in (0_u16..).zip(riga) {
                match cella {
                    Cella::Testo(testo) if totale => {
                        foglio.write_string_with_format(n, colonna, testo, &grassetto)?
                    }
                    Cella::Testo(testo) => foglio.write_string(n, colonna, testo)?,
                    Cella::Numero(numero) => foglio.write_number(n, colonna, *numero)?,
                    Cella::Importo(importo) => {
                        let formula = format!("={}/100", importo.cents());
                        foglio.write_formula_with_format(n, colonna, formula.as_str(), &euro)?
                    }
                    Cella::Vuota => continue,
                };
            }
        }
        cartella.save_to_buffer()
    }
}

/// A text that a spreadsheet does not take for a formula: what people wrote may begin like one.
fn innocuo(testo: &str) -> String {
    if testo.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{testo}")
    } else {
        testo.to_owned()
    }
}

/// `1234,50`: a number, not a text with a currency.
fn con_la_virgola(importo: Importo) -> String {
    let cents = importo.cents();
    let segno = if cents < 0 { "-" } else { "" };
    format!("{segno}{},{:02}", cents.abs() / 100, cents.abs() % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_never_a_formula_and_money_is_a_number() {
        let foglio = Foglio {
            nome: "Prova",
            colonne: ["Chi", "Quanti", "Quanto"],
            righe: vec![
                [
                    Cella::Testo("=1+1; \"x\"".into()),
                    Cella::Numero(-3),
                    Cella::Importo(Importo::from_cents(-123_405)),
                ],
                [Cella::Testo("Totale".into()), Cella::Vuota, Cella::Vuota],
            ],
            con_totale: true,
        };
        let csv = foglio.in_file(Formato::Csv).expect("a file");
        let csv = String::from_utf8(csv).expect("text");
        assert_eq!(
            csv,
            "\u{feff}Chi;Quanti;Quanto\r\n\"'=1+1; \"\"x\"\"\";-3;-1234,05\r\nTotale;;\r\n"
        );
        let xlsx = foglio.in_file(Formato::Xlsx).expect("a file");
        assert!(xlsx.starts_with(b"PK"), "a workbook is an archive");
    }
}
