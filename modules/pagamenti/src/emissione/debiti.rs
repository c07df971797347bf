//! What families still owe of a year in which the service was prepaid becomes a bill: it has a due
//! date, is paid like the others, and can be cancelled.

use std::collections::BTreeMap;

use campanella_anagrafe::FamigliaId;
use campanella_kernel::{Ctx, Importo};
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use super::calcola::{Calcolo, Riga};
use super::conferma::{posta, scrivi_rate};
use super::lavoro::scrivi_bozze;
use crate::entities::emissione::{self, Filtro, Scadenze, StatoEmissione};
use crate::entities::riga_retta::TipoRiga;
use crate::entities::{gestione, retta};
use crate::errore::Errore;
use crate::pagopa::avvisa::avvisa_rette;

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
    let emissione = comincia(ctx, tx, (prima, nuova), debiti.len()).await?;
    for alcuni in debiti.chunks(INSIEME) {
        let calcoli: BTreeMap<FamigliaId, Calcolo> = alcuni
            .iter()
            .map(|(famiglia, importo)| (*famiglia, bolletta(&emissione, *importo)))
            .collect();
        scrivi_bozze(tx, &emissione, &calcoli).await?;
        let rette = retta::Entity::find()
            .filter(retta::Column::EmissioneId.eq(emissione.id))
            .filter(retta::Column::FamigliaId.is_in(calcoli.keys().copied()))
            .all(tx)
            .await?;
        scrivi_rate(tx, &emissione, &rette).await?;
        posta(ctx, tx, &rette, |r| prima.prepagato(r.famiglia_id)).await?;
        avvisa_rette(ctx, tx, &rette).await?;
    }
    Ok(())
}

/// The run that these bills are of: nobody prepares nor confirms it.
async fn comincia(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    (prima, nuova): (&gestione::Model, &gestione::Model),
    quanti: usize,
) -> Result<emissione::Model, Errore> {
    let quanti = i64::try_from(quanti).unwrap_or(i64::MAX);
    let chi = ctx.actor().descrizione();
    let emissione = emissione::ActiveModel {
        servizio: Set(nuova.servizio),
        anno: Set(nuova.anno),
        descrizione: Set(format!("Debito dell'anno scolastico {}", prima.anno)),
        dal: Set(nuova.anno.inizio()),
        al: Set(nuova.anno.inizio()),
        con_quota: Set(false),
        filtro: Set(Filtro::default()),
        scadenze: Set(Scadenze(vec![ctx.oggi().dopo(GIORNI)])),
        stato: Set(StatoEmissione::Emessa),
        famiglie: Set(quanti),
        fatte: Set(quanti),
        ultima: Set(0),
        chiesta_da: Set(chi.clone()),
        chiesta_il: Set(ctx.now()),
        confermata_da: Set(Some(chi)),
        confermata_il: Set(Some(ctx.now())),
        finita_il: Set(Some(ctx.now())),
        ..Default::default()
    };
    Ok(emissione.insert(tx).await?)
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
