//! What families still owe of a year in which the service was prepaid becomes a bill: it has a due
//! date, is paid like the others, and can be cancelled.

use std::collections::BTreeMap;

use campanella_anagrafe::FamigliaId;
use campanella_kernel::{Ctx, Importo};
use sea_orm::DatabaseTransaction;

use super::calcola::{Calcolo, Riga};
use super::diretta::{Diretta, emetti_diretta};
use crate::entities::riga_retta::TipoRiga;
use crate::entities::{emissione, gestione, retta};
use crate::errore::Errore;

/// Days that a family has to pay it.
const GIORNI: u64 = 30;
/// Families of which bills are written together.
const INSIEME: usize = 200;

/// Bills `debiti`, which are on the accounts of `prima`, in the year of `nuova`.
pub(crate) async fn emetti_debiti(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    (prima, nuova): (&gestione::Model, &gestione::Model),
    debiti: &[(FamigliaId, Importo)],
) -> Result<(), Errore> {
    if debiti.is_empty() {
        return Ok(());
    }
    let diretta = Diretta {
        servizio: nuova.servizio,
        anno: nuova.anno,
        descrizione: format!("Debito dell'anno scolastico {}", prima.anno),
        giorno: nuova.anno.inizio(),
        scadenze: vec![ctx.oggi().dopo(GIORNI)],
        famiglie: debiti.len(),
    };
    let emissione = diretta.comincia(ctx, tx).await?;
    for alcuni in debiti.chunks(INSIEME) {
        let calcoli: BTreeMap<FamigliaId, Calcolo> = alcuni
            .iter()
            .map(|(famiglia, importo)| (*famiglia, bolletta(&emissione, *importo)))
            .collect();
        let conto = |r: &retta::Model| prima.prepagato(r.famiglia_id);
        emetti_diretta(ctx, tx, &emissione, &calcoli, conto).await?;
    }
    Ok(())
}

fn bolletta(emissione: &emissione::Model, importo: Importo) -> Calcolo {
    let riga = Riga {
        iscrizione: None,
        tipo: TipoRiga::Debito,
        descrizione: emissione.descrizione.clone(),
        mese: None,
        quantita: 1,
        prezzo: None,
        arrotondamento: None,
        importo,
        fascia: None,
        spiegazione: None,
        decisione: None,
        addebiti: Vec::new(),
    };
    Calcolo {
        righe: vec![riga],
        anomalie: Vec::new(),
    }
}
