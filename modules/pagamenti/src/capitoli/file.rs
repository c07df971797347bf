//! The same as a file, for the accounting program.

use campanella_kernel::{Ctx, Giorno};

use super::{TotaleDelCapitolo, riepilogo_capitoli};
use crate::errore::Errore;
use crate::foglio::{Cella, Foglio, Formato};

/// What came in by chapter, as a file.
///
/// # Errors
/// As [`riepilogo_capitoli`].
pub async fn capitoli_in_file(
    ctx: &Ctx,
    giorni: (Giorno, Giorno),
    formato: Formato,
) -> Result<Vec<u8>, Errore> {
    let righe = riepilogo_capitoli(ctx, giorni).await?;
    let riga = |r: TotaleDelCapitolo| {
        [
            r.capitolo.map_or(Cella::Vuota, Cella::Testo),
            Cella::Testo(if r.uscita { "Uscita" } else { "Entrata" }.to_owned()),
            Cella::Testo(r.servizio.to_string()),
            Cella::Testo(r.voce.to_string()),
            Cella::Testo(r.mezzo.to_string()),
            Cella::Testo(giorni.0.to_string()),
            Cella::Testo(giorni.1.to_string()),
            Cella::Importo(r.importo),
        ]
    };
    let foglio = Foglio {
        nome: "Capitoli",
        colonne: [
            "Capitolo", "Verso", "Servizio", "Voce", "Mezzo", "Dal", "Al", "Importo",
        ],
        righe: righe.into_iter().map(riga).collect(),
        con_totale: false,
    };
    Ok(foglio.in_file(formato)?)
}
