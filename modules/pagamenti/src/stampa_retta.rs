//! What a printed bill says.

use std::collections::HashMap;

use campanella_anagrafe::{FamigliaId, IscrizioneId, alunno, iscrizione};
use campanella_kernel::Ctx;
use campanella_pagopa::NumeroAvviso;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::debitore::{Debitore, debitore, di_chi_stampa};
use crate::entities::retta::StatoRetta;
use crate::entities::{avviso_pagamento, retta};
use crate::errore::Errore;
use crate::{RataId, Retta, RettaId, retta_della_famiglia};

/// A bill that was issued, and to whom it goes.
#[derive(Debug, Clone)]
pub struct RettaDaStampare {
    /// Whose it is.
    pub famiglia: FamigliaId,
    /// The bill.
    pub retta: Retta,
    /// Why it was cancelled, if it was.
    pub annullata: Option<String>,
    /// Name of the child of each line that has one.
    pub bambini: HashMap<IscrizioneId, String>,
    /// The notice of each instalment that has one.
    pub avvisi: HashMap<RataId, NumeroAvviso>,
    /// To whom it goes.
    pub debitore: Debitore,
}

/// What is printed of a bill, for its family or an office that sees accounts: six statements
/// beside those that tell who asks.
///
/// # Errors
/// [`campanella_kernel::Rifiuto::NonTrovato`], also of another family's and of a draft.
pub async fn retta_da_stampare(ctx: &Ctx, id: RettaId) -> Result<RettaDaStampare, Errore> {
    let riga = retta::Entity::find_by_id(id).one(ctx.db()).await?;
    let sua = riga.map(|r| r.famiglia_id);
    let famiglia = di_chi_stampa(ctx, sua, "Retta").await?;
    let retta = retta_della_famiglia(ctx, &famiglia, id).await?;
    Ok(RettaDaStampare {
        famiglia: famiglia.famiglia.id,
        bambini: bambini(ctx, &retta).await?,
        avvisi: avvisi(ctx, &retta).await?,
        debitore: debitore(ctx, &famiglia).await?,
        annullata: match retta.stato {
            StatoRetta::Annullata => Some(retta.motivo.clone().unwrap_or_default()),
            _ => None,
        },
        retta,
    })
}

async fn bambini(ctx: &Ctx, retta: &Retta) -> Result<HashMap<IscrizioneId, String>, Errore> {
    let iscrizioni = retta.righe.iter().filter_map(|r| r.iscrizione);
    let righe = iscrizione::Entity::find()
        .filter(iscrizione::Column::Id.is_in(iscrizioni))
        .find_also_related(alunno::Entity)
        .all(ctx.db())
        .await?;
    let nome = |(iscrizione, alunno): (iscrizione::Model, Option<alunno::Model>)| {
        let alunno = alunno?;
        Some((iscrizione.id, format!("{} {}", alunno.nome, alunno.cognome)))
    };
    Ok(righe.into_iter().filter_map(nome).collect())
}

async fn avvisi(ctx: &Ctx, retta: &Retta) -> Result<HashMap<RataId, NumeroAvviso>, Errore> {
    let righe = avviso_pagamento::Entity::find()
        .filter(avviso_pagamento::Column::RataId.is_in(retta.rate.iter().map(|r| r.id)))
        .all(ctx.db())
        .await?;
    let numero = |r: avviso_pagamento::Model| {
        let numero = NumeroAvviso::parse(&r.numero).ok()?;
        Some((r.rata_id?, numero))
    };
    Ok(righe.into_iter().filter_map(numero).collect())
}
