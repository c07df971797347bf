//! The counts as a file for the kitchen's own programs.

use campanella_kernel::InternalError;

use crate::conteggi::{ConteggioGiorno, RigaConteggio};
use crate::riepilogo::{Somma, diete_del_giorno, per_plesso};

/// Byte order mark: without it spreadsheet programs take UTF-8 for something else.
const BOM: &str = "\u{feff}";

/// The counts as CSV in the Italian manner: semicolons, a column for each diet of the day, a
/// total for each building and one of all.
///
/// # Errors
/// Never on a buffer in memory; the writer's type says it could.
pub fn conteggi_csv(conteggio: &ConteggioGiorno) -> Result<Vec<u8>, InternalError> {
    let diete = diete_del_giorno(conteggio);
    let mut scrittore = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer(BOM.as_bytes().to_vec());
    let mut intestazione: Vec<String> = [
        "Giorno",
        "Scuola",
        "Plesso",
        "Classe",
        "Pasti",
        "Pasto base",
        "Pasto in bianco",
        "Assenti",
    ]
    .map(str::to_owned)
    .to_vec();
    let nome = |(codice, descrizione): &(String, String)| format!("{codice} {descrizione}");
    intestazione.extend(diete.iter().map(nome));
    scrittore
        .write_record(&intestazione)
        .map_err(InternalError::new)?;
    let mut tutti = Somma::default();
    let giorno = conteggio.giorno.to_string();
    for righe in per_plesso(conteggio) {
        let mut somma = Somma::default();
        for riga in righe {
            somma.aggiungi(riga);
            tutti.aggiungi(riga);
            let campi = campi(&giorno, riga, &riga.luogo.classe, &Somma::di(riga), &diete);
            scrittore.write_record(campi).map_err(InternalError::new)?;
        }
        if let Some(riga) = righe.first() {
            let campi = campi(&giorno, riga, "Totale plesso", &somma, &diete);
            scrittore.write_record(campi).map_err(InternalError::new)?;
        }
    }
    let vuoto = [giorno.as_str(), "", "", "Totale"].map(str::to_owned);
    let fine = vuoto.into_iter().chain(numeri(&tutti, &diete));
    scrittore.write_record(fine).map_err(InternalError::new)?;
    scrittore
        .into_inner()
        .map_err(|e| InternalError::new(e.to_string()))
}

fn campi(
    giorno: &str,
    riga: &RigaConteggio,
    classe: &str,
    somma: &Somma,
    diete: &[(String, String)],
) -> Vec<String> {
    let nomi = [giorno, &riga.luogo.scuola, &riga.luogo.plesso, classe].map(innocuo);
    nomi.into_iter().chain(numeri(somma, diete)).collect()
}

fn numeri(somma: &Somma, diete: &[(String, String)]) -> Vec<String> {
    let fissi = [
        somma.pasti(),
        somma.pasto_base,
        somma.pasto_bianco,
        somma.assenti,
    ];
    let delle_diete = diete.iter().map(|(codice, _)| somma.della_dieta(codice));
    fissi
        .into_iter()
        .chain(delle_diete)
        .map(|n| n.to_string())
        .collect()
}

/// A spreadsheet program would run a name that begins like a formula.
fn innocuo(testo: &str) -> String {
    if testo.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{testo}")
    } else {
        testo.to_owned()
    }
}
