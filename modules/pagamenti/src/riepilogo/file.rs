//! The report as a file for a spreadsheet.

use campanella_kernel::{Ctx, Giorno, Importo};

use super::{IncassiDelGiorno, riepilogo_incassi};
use crate::errore::Errore;
use crate::foglio::{Cella, Foglio, Formato};

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
    Ok(foglio(&righe).in_file(formato)?)
}

fn foglio(righe: &[IncassiDelGiorno]) -> Foglio<5> {
    let riga = |r: &IncassiDelGiorno| {
        [
            Cella::Testo(r.giorno.to_string()),
            Cella::Testo(r.servizio.to_string()),
            Cella::Testo(r.mezzo.to_string()),
            Cella::Numero(r.quanti),
            Cella::Importo(r.importo),
        ]
    };
    let quanti = righe.iter().map(|r| r.quanti).sum();
    let importo: Importo = righe.iter().map(|r| r.importo).sum();
    let totale = [
        Cella::Vuota,
        Cella::Vuota,
        Cella::Testo("Totale".to_owned()),
        Cella::Numero(quanti),
        Cella::Importo(importo),
    ];
    Foglio {
        nome: "Incassi",
        colonne: ["Giorno", "Servizio", "Mezzo", "Pagamenti", "Importo"],
        righe: righe.iter().map(riga).chain([totale]).collect(),
        con_totale: true,
    }
}
