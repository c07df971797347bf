//! What a printed reminder says.

use campanella_anagrafe::FamigliaId;
use campanella_kernel::{Ctx, Giorno, Importo};
use campanella_pagopa::NumeroAvviso;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::solleciti::Sollecito;
use crate::SollecitoId;
use crate::debitore::{Debitore, debitore, di_chi_stampa};
use crate::entities::{avviso_pagamento, rata, retta, sollecito};
use crate::errore::Errore;
use crate::spiegazioni::{self, PassoSpiegazione};

/// A reminder, and to whom it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SollecitoDaStampare {
    /// Whose it is.
    pub famiglia: FamigliaId,
    /// The reminder.
    pub sollecito: Sollecito,
    /// What was still to be paid, without late fee and expenses.
    pub residuo: Importo,
    /// What the bill pays.
    pub descrizione: String,
    /// Which of its instalments: 1 for the first.
    pub numero: i32,
    /// When it was to be paid.
    pub scadenza: Giorno,
    /// The notice by which it is paid, if it has one.
    pub avviso: Option<NumeroAvviso>,
    /// Why, step by step.
    pub spiegazione: Vec<PassoSpiegazione>,
    /// To whom it goes.
    pub debitore: Debitore,
}

/// What is printed of a reminder, for its family or an office that sees accounts.
///
/// # Errors
/// [`campanella_kernel::Rifiuto::NonTrovato`], also of another family's.
pub async fn sollecito_da_stampare(
    ctx: &Ctx,
    id: SollecitoId,
) -> Result<SollecitoDaStampare, Errore> {
    let riga = sollecito::Entity::find_by_id(id).one(ctx.db()).await?;
    let sua = riga.as_ref().map(|r| r.famiglia_id);
    let famiglia = di_chi_stampa(ctx, sua, "Sollecito").await?;
    let non_trovato = || campanella_kernel::Rifiuto::NonTrovato("Sollecito");
    let riga = riga.ok_or_else(non_trovato)?;
    let (rata, retta) = rata::Entity::find_by_id(riga.rata_id)
        .find_also_related(retta::Entity)
        .one(ctx.db())
        .await?
        .ok_or_else(non_trovato)?;
    let avviso = avviso_pagamento::Entity::find()
        .filter(avviso_pagamento::Column::RataId.eq(rata.id))
        .one(ctx.db())
        .await?;
    let mut spiegazioni = spiegazioni::leggi(ctx, [riga.spiegazione.clone()]).await?;
    Ok(SollecitoDaStampare {
        famiglia: famiglia.famiglia.id,
        sollecito: Sollecito::from(&riga),
        residuo: riga.residuo,
        descrizione: retta.ok_or_else(non_trovato)?.descrizione,
        numero: rata.numero,
        scadenza: rata.scadenza,
        avviso: avviso.and_then(|a| NumeroAvviso::parse(&a.numero).ok()),
        spiegazione: spiegazioni.remove(&riga.spiegazione).unwrap_or_default(),
        debitore: debitore(ctx, &famiglia).await?,
    })
}
