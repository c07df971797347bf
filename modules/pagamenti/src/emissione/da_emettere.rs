//! What waits for a bill: a run takes the days that it is asked for, so an office must see what the
//! runs of the months before left behind.

use std::collections::BTreeMap;

use campanella_kernel::{AnnoScolastico, Ctx, Giorno, GraphqlOutput, Servizio};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use super::periodo::primo;
use crate::entities::addebito::{self, StatoAddebito};
use crate::entities::gestione::{self, Modo};
use crate::errore::Errore;
use crate::permessi::LEGGI_EMISSIONI;

/// I consumi di un mese che non sono ancora su una retta.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct ConsumiDaEmettere {
    /// Primo giorno del mese.
    pub mese: Giorno,
    /// Quanti.
    pub consumi: i32,
    /// Quanti di questi sono senza prezzo: restano fuori finché il regolamento non risponde.
    pub senza_prezzo: i32,
}

/// What families consumed of `servizio` and is on no bill, by month, the oldest first. Corrections
/// of what is on a bill are not counted: any later run brings them by itself.
///
/// # Errors
/// When the store fails.
pub async fn consumi_da_emettere(
    ctx: &Ctx,
    servizio: Servizio,
) -> Result<Vec<ConsumiDaEmettere>, Errore> {
    ctx.tutto_il_comune(LEGGI_EMISSIONI)?;
    let aspettano = [StatoAddebito::InAttesa, StatoAddebito::DaVerificare];
    let righe: Vec<(Giorno, StatoAddebito, i64)> = addebito::Entity::find()
        .select_only()
        .columns([addebito::Column::Giorno, addebito::Column::Stato])
        .column_as(addebito::Column::Id.count(), "quanti")
        .filter(addebito::Column::Servizio.eq(servizio))
        .filter(addebito::Column::Stato.is_in(aspettano))
        .filter(addebito::Column::Quantita.gt(0))
        .group_by(addebito::Column::Giorno)
        .group_by(addebito::Column::Stato)
        .into_tuple()
        .all(ctx.db())
        .await?;
    let postpagati = anni_postpagati(ctx, servizio).await?;
    let mut mesi: BTreeMap<Giorno, ConsumiDaEmettere> = BTreeMap::new();
    for (giorno, stato, quanti) in righe {
        if !postpagati.contains(&AnnoScolastico::del(giorno)) {
            continue;
        }
        let mese = primo(giorno);
        let quanti = i32::try_from(quanti).unwrap_or(i32::MAX);
        let suo = mesi.entry(mese).or_insert(ConsumiDaEmettere {
            mese,
            consumi: 0,
            senza_prezzo: 0,
        });
        suo.consumi = suo.consumi.saturating_add(quanti);
        if stato == StatoAddebito::DaVerificare {
            suo.senza_prezzo = suo.senza_prezzo.saturating_add(quanti);
        }
    }
    Ok(mesi.into_values().collect())
}

/// In the others a consumption waits a moment, for the account that it is taken from.
async fn anni_postpagati(ctx: &Ctx, servizio: Servizio) -> Result<Vec<AnnoScolastico>, Errore> {
    let anni = gestione::Entity::find()
        .select_only()
        .column(gestione::Column::Anno)
        .filter(gestione::Column::Servizio.eq(servizio))
        .filter(gestione::Column::Modo.eq(Modo::Postpagato))
        .into_tuple()
        .all(ctx.db())
        .await?;
    Ok(anni)
}
