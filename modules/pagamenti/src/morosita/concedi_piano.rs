//! Plans: what a family owes for some instalments goes to a bill of its own, with the due dates
//! that were agreed. It has notices, is paid and is read like any other bill.

use std::collections::{BTreeMap, BTreeSet};

use campanella_anagrafe::FamigliaAutorizzata;
use campanella_kernel::{AnnoScolastico, Ctx, Giorno, Importo, Rifiuto, Servizio, audit};
use campanella_ledger::Scopo;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder,
};
use serde_json::json;

use super::nei_piani::di_piano_attivo;
use super::varia_rata::{RigaNuova, varia_rata};
use crate::credito_disponibile::blocca;
use crate::emissione::calcola::{Calcolo, Riga};
use crate::emissione::diretta::{Diretta, emetti_diretta};
use crate::entities::emissione::Scadenze;
use crate::entities::piano::{self, StatoPiano};
use crate::entities::retta::StatoRetta;
use crate::entities::riga_retta::TipoRiga;
use crate::entities::{affidamento, rata, retta, riga_piano};
use crate::errore::Errore;
use crate::gestione::{credito, del_comune};
use crate::incassa::pagati;
use crate::permessi::SCRIVI_EMISSIONI;
use crate::{PianoId, RataId, RettaId, turno};

/// Instalments that a plan may have: six years of months (L. 160/2019, art. 1, c. 796).
const SCADENZE: usize = 72;
/// Instalments that may go into a plan.
const RATE: usize = 100;

/// A plan to be granted.
#[derive(Debug, Clone)]
pub struct NuovoPiano {
    /// Makes granting twice harmless.
    pub chiave: String,
    /// The service.
    pub servizio: Servizio,
    /// What goes into it.
    pub rate: BTreeSet<RataId>,
    /// Its due dates, in order.
    pub scadenze: Vec<Giorno>,
    /// When the family signed it.
    pub firmato_il: Giorno,
}

impl NuovoPiano {
    fn controlla(&self, oggi: Giorno) -> Result<(), Errore> {
        crate::leggi_chiave(&self.chiave)?;
        if self.rate.is_empty() || self.rate.len() > RATE {
            return Err(Rifiuto::dato("rate", format!("da 1 a {RATE}")).into());
        }
        if self.firmato_il > oggi {
            return Err(Rifiuto::dato("firmatoIl", "il giorno non è ancora arrivato").into());
        }
        if self.scadenze.is_empty() || self.scadenze.len() > SCADENZE {
            return Err(Rifiuto::dato("scadenze", format!("da 1 a {SCADENZE}")).into());
        }
        let in_ordine = self.scadenze.is_sorted_by(|a, b| a < b);
        if !in_ordine || self.scadenze[0] < oggi {
            return Err(Errore::ScadenzeNonValide(oggi));
        }
        Ok(())
    }
}

/// What of an instalment goes into the plan.
struct Parte {
    rata: rata::Model,
    retta: retta::Model,
    importo: Importo,
}

/// Grants `famiglia` a plan.
///
/// # Errors
/// [`Errore::ScadenzeNonValide`], [`Errore::NullaDaPagare`], [`Errore::RataAffidata`],
/// [`Errore::RettaInPiano`], [`Rifiuto::NonTrovato`] for another family's instalment.
pub async fn concedi_piano(
    ctx: &Ctx,
    famiglia: &FamigliaAutorizzata,
    nuovo: NuovoPiano,
) -> Result<PianoId, Errore> {
    ctx.tutto_il_comune(SCRIVI_EMISSIONI)?;
    nuovo.controlla(ctx.oggi())?;
    let id = famiglia.famiglia.id;
    let tx = ctx.begin().await?;
    turno::del_servizio(&tx, nuovo.servizio).await?;
    blocca(ctx, &tx, credito(id, nuovo.servizio)).await?;
    let gia = piano::Entity::find()
        .filter(piano::Column::Chiave.eq(&nuovo.chiave))
        .one(&tx)
        .await?;
    if let Some(gia) = gia {
        return if gia.famiglia_id == id {
            Ok(gia.id)
        } else {
            Err(campanella_ledger::Errore::ChiaveRiusata.into())
        };
    }
    let parti = parti(&tx, famiglia, &nuovo).await?;
    let retta = emetti(ctx, &tx, famiglia, &nuovo, &parti).await?;
    let piano = piano::ActiveModel {
        chiave: Set(nuovo.chiave),
        famiglia_id: Set(id),
        retta_id: Set(retta),
        firmato_il: Set(nuovo.firmato_il),
        scadenze: Set(Scadenze(nuovo.scadenze)),
        stato: Set(StatoPiano::Attivo),
        motivo: Set(None),
        concesso_da: Set(ctx.actor().descrizione()),
        concesso_il: Set(ctx.now()),
        ..Default::default()
    };
    let piano = piano.insert(&tx).await?;
    for parte in &parti {
        sposta(ctx, &tx, piano.id, parte).await?;
    }
    let importo: Importo = parti.iter().map(|p| p.importo).sum();
    let dettaglio = json!({
        "famiglia": id, "servizio": nuovo.servizio, "importo": importo, "retta": retta,
    });
    let key = Some(piano.id.key());
    audit::record(ctx, &tx, "concediPiano", "piano", key, dettaglio).await?;
    tx.commit().await?;
    Ok(piano.id)
}

async fn parti(
    tx: &DatabaseTransaction,
    famiglia: &FamigliaAutorizzata,
    nuovo: &NuovoPiano,
) -> Result<Vec<Parte>, Errore> {
    let non_trovata = || Errore::from(Rifiuto::NonTrovato("Rata"));
    let ids = || nuovo.rate.iter().copied();
    let righe = rata::Entity::find()
        .find_also_related(retta::Entity)
        .filter(rata::Column::Id.is_in(ids()))
        .filter(retta::Column::FamigliaId.eq(famiglia.famiglia.id))
        .filter(retta::Column::Servizio.eq(nuovo.servizio))
        .filter(retta::Column::Stato.eq(StatoRetta::Emessa))
        .order_by_asc(rata::Column::Id)
        .all(tx)
        .await?;
    if righe.len() < nuovo.rate.len() {
        return Err(non_trovata());
    }
    let affidate = affidamento::Entity::find()
        .filter(affidamento::Column::RataId.is_in(ids()))
        .filter(affidamento::Column::RitiratoIl.is_null())
        .count(tx)
        .await?;
    if affidate > 0 {
        return Err(Errore::RataAffidata);
    }
    let pagati = pagati(tx, ids()).await?;
    let mut parti = Vec::with_capacity(righe.len());
    for (rata, retta) in righe {
        let retta = retta.ok_or_else(non_trovata)?;
        if di_piano_attivo(tx, retta.id).await? {
            return Err(Errore::RettaInPiano);
        }
        let importo = rata.importo - pagati.get(&rata.id).copied().unwrap_or_default();
        if importo <= Importo::ZERO {
            return Err(Errore::NullaDaPagare);
        }
        parti.push(Parte {
            rata,
            retta,
            importo,
        });
    }
    Ok(parti)
}

/// Issues the bill of the plan.
async fn emetti(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    famiglia: &FamigliaAutorizzata,
    nuovo: &NuovoPiano,
    parti: &[Parte],
) -> Result<RettaId, Errore> {
    let riga = |p: &Parte| Riga {
        iscrizione: None,
        tipo: TipoRiga::Piano,
        descrizione: format!("{}, rata {}", p.retta.descrizione, p.rata.numero),
        mese: None,
        quantita: 1,
        prezzo: None,
        arrotondamento: None,
        importo: p.importo,
        fascia: None,
        spiegazione: None,
        decisione: None,
        addebiti: Vec::new(),
    };
    let calcolo = Calcolo {
        righe: parti.iter().map(riga).collect(),
        anomalie: Vec::new(),
    };
    let diretta = Diretta {
        servizio: nuovo.servizio,
        anno: AnnoScolastico::del(ctx.oggi()),
        descrizione: format!("Piano di rateizzazione del {}", nuovo.firmato_il),
        giorno: ctx.oggi(),
        scadenze: nuovo.scadenze.clone(),
        famiglie: 1,
    };
    let emissione = diretta.comincia(ctx, tx).await?;
    let calcoli = BTreeMap::from([(famiglia.famiglia.id, calcolo)]);
    let contro = |r: &retta::Model| del_comune(Scopo::Rettifiche, r.servizio);
    let rette = emetti_diretta(ctx, tx, &emissione, &calcoli, contro).await?;
    let retta = rette.first().map(|r| r.id);
    retta.ok_or_else(|| Rifiuto::NonTrovato("Retta").into())
}

/// Takes what goes into the plan off its old instalment.
async fn sposta(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    piano: PianoId,
    parte: &Parte,
) -> Result<(), Errore> {
    let Parte {
        rata,
        retta,
        importo,
    } = parte;
    let riga = RigaNuova {
        tipo: TipoRiga::Piano,
        descrizione: format!("Rata {} passata a un piano di rateizzazione", rata.numero),
        importo: -*importo,
        spiegazione: None,
    };
    let scrittura = (
        del_comune(Scopo::Rettifiche, retta.servizio),
        format!("piano:{piano}:{}", rata.id),
        format!(
            "{}, rata {}: passa a un piano di rateizzazione",
            retta.descrizione, rata.numero
        ),
    );
    let scrittura = varia_rata(ctx, tx, (retta, rata), vec![riga], scrittura).await?;
    let riga = riga_piano::ActiveModel {
        piano_id: Set(piano),
        rata_id: Set(rata.id),
        importo: Set(*importo),
        scrittura_id: Set(scrittura),
        ..Default::default()
    };
    riga.insert(tx).await?;
    Ok(())
}
