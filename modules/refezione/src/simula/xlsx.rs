//! A simulation as a workbook: the summary, the bands, the changes.

use campanella_kernel::{Giorno, Importo, InternalError};
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use super::conto::Riepilogo;

/// What was simulated, and for whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intestazione {
    /// First day of the period.
    pub dal: Giorno,
    /// Last day of the period.
    pub al: Giorno,
    /// Who asked.
    pub chiesta_da: String,
}

/// The workbook.
///
/// # Errors
/// When it cannot be written: a bug of ours.
pub fn in_xlsx(chiesta: &Intestazione, r: &Riepilogo) -> Result<Vec<u8>, InternalError> {
    scrivi(chiesta, r).map_err(InternalError::new)
}

fn scrivi(chiesta: &Intestazione, r: &Riepilogo) -> Result<Vec<u8>, XlsxError> {
    let mut cartella = Workbook::new();
    let stile = Stile {
        titolo: Format::new().set_bold(),
        euro: Format::new().set_num_format("#,##0.00 [$€-410]"),
    };
    riassunto(cartella.add_worksheet(), &stile, chiesta, r)?;
    fasce(cartella.add_worksheet(), &stile, r)?;
    distribuzione(cartella.add_worksheet(), &stile, r)?;
    maggiori(cartella.add_worksheet(), &stile, r)?;
    cartella.save_to_buffer()
}

struct Stile {
    titolo: Format,
    euro: Format,
}

impl Stile {
    fn intestazione(&self, foglio: &mut Worksheet, nomi: &[&str]) -> Result<(), XlsxError> {
        for (colonna, nome) in (0_u16..).zip(nomi) {
            foglio.write_string_with_format(0, colonna, *nome, &self.titolo)?;
            foglio.set_column_width(colonna, 24)?;
        }
        Ok(())
    }

    /// A spreadsheet has no other numbers than floats: cents fit them exactly, and the quotient
    /// is only shown.
    fn importo(
        &self,
        foglio: &mut Worksheet,
        riga: u32,
        colonna: u16,
        importo: Importo,
    ) -> Result<(), XlsxError> {
        let formula = format!("={}/100", importo.cents());
        foglio.write_formula_with_format(riga, colonna, formula.as_str(), &self.euro)?;
        Ok(())
    }
}

fn riassunto(
    foglio: &mut Worksheet,
    stile: &Stile,
    chiesta: &Intestazione,
    r: &Riepilogo,
) -> Result<(), XlsxError> {
    foglio.set_name("Riepilogo")?;
    stile.intestazione(foglio, &["Simulazione", "Valore"])?;
    let testi = [
        ("Periodo", format!("dal {} al {}", chiesta.dal, chiesta.al)),
        ("Chiesta da", chiesta.chiesta_da.clone()),
    ];
    for (n, (nome, valore)) in (1..).zip(testi) {
        foglio.write_string(n, 0, nome)?;
        foglio.write_string(n, 1, valore)?;
    }
    let numeri = [
        ("Pasti ricalcolati", r.pasti),
        ("Bambini", r.bambini),
        ("Pasti senza dati", r.senza_dati),
    ];
    for (n, (nome, valore)) in (3..).zip(numeri) {
        foglio.write_string(n, 0, nome)?;
        foglio.write_number(n, 1, valore)?;
    }
    for (n, (nome, importo)) in (6..).zip([
        ("Totale addebitato", r.totale_vecchio),
        ("Totale simulato", r.totale_nuovo),
    ]) {
        foglio.write_string(n, 0, nome)?;
        stile.importo(foglio, n, 1, importo)?;
    }
    Ok(())
}

fn fasce(foglio: &mut Worksheet, stile: &Stile, r: &Riepilogo) -> Result<(), XlsxError> {
    foglio.set_name("Fasce ISEE")?;
    let nomi = [
        "Fascia ISEE",
        "Bambini",
        "Pagano meno",
        "Pagano di più",
        "Invariati",
        "Totale addebitato",
        "Totale simulato",
    ];
    stile.intestazione(foglio, &nomi)?;
    for (n, f) in (1..).zip(&r.fasce) {
        foglio.write_string(n, 0, &f.fascia)?;
        let numeri = [f.bambini, f.pagano_meno, f.pagano_piu, f.invariati];
        for (colonna, numero) in (1..).zip(numeri) {
            foglio.write_number(n, colonna, numero)?;
        }
        stile.importo(foglio, n, 5, f.totale_vecchio)?;
        stile.importo(foglio, n, 6, f.totale_nuovo)?;
    }
    Ok(())
}

fn distribuzione(foglio: &mut Worksheet, stile: &Stile, r: &Riepilogo) -> Result<(), XlsxError> {
    foglio.set_name("Distribuzione")?;
    stile.intestazione(foglio, &["Cambiamento medio a pasto", "Bambini"])?;
    for (n, c) in (1..).zip(&r.distribuzione) {
        foglio.write_string(n, 0, &c.cambiamento)?;
        foglio.write_number(n, 1, c.bambini)?;
    }
    Ok(())
}

fn maggiori(foglio: &mut Worksheet, stile: &Stile, r: &Riepilogo) -> Result<(), XlsxError> {
    foglio.set_name("Cambiamenti maggiori")?;
    let nomi = [
        "Iscrizione",
        "Fascia ISEE",
        "Pasti",
        "Addebitato",
        "Simulato",
    ];
    stile.intestazione(foglio, &nomi)?;
    for (n, c) in (1..).zip(&r.maggiori) {
        foglio.write_string(n, 0, c.iscrizione.to_string())?;
        foglio.write_string(n, 1, &c.fascia_isee)?;
        foglio.write_number(n, 2, c.pasti)?;
        stile.importo(foglio, n, 3, c.vecchio)?;
        stile.importo(foglio, n, 4, c.nuovo)?;
    }
    Ok(())
}
