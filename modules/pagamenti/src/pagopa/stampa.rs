//! What a printed notice says.

use campanella_anagrafe::{
    FamigliaAutorizzata, famiglia_autorizzata, famiglia_pagante, persona_con_id,
};
use campanella_kernel::{Ctx, InternalError, Rifiuto};
use campanella_pagopa::{Causale, Dovuto, NumeroAvviso};
use sea_orm::EntityTrait;

use super::avvisi::{StatoAvviso, completi};
use crate::AvvisoId;
use crate::entities::avviso_pagamento::{Entity, Model};
use crate::errore::Errore;
use crate::permessi::{CONTO_FAMIGLIA, LEGGI_CONTI};

/// A notice that can be paid, and to whom it goes.
#[derive(Debug, Clone)]
pub struct DaStampare {
    /// Its number.
    pub numero: NumeroAvviso,
    /// How much is due now.
    pub importo: Dovuto,
    /// Last day to pay it.
    pub scadenza: campanella_kernel::Giorno,
    /// What for.
    pub causale: Causale,
    /// Name and surname of the tutore.
    pub destinatario: String,
    /// The tutore's codice fiscale; the codice persona of who has none.
    pub codice_fiscale: String,
    /// The tutore's address.
    pub indirizzo: Option<String>,
}

/// What is printed of a notice, for its family or an office that sees accounts.
///
/// # Errors
/// [`Errore::AvvisoNonPagabile`]; [`Rifiuto::NonTrovato`], also of another family's.
pub async fn da_stampare(ctx: &Ctx, id: AvvisoId) -> Result<DaStampare, Errore> {
    let riga = Entity::find_by_id(id).one(ctx.db()).await?;
    let famiglia = famiglia_dell_avviso(ctx, riga.as_ref()).await?;
    let riga = riga
        .filter(|r| r.famiglia_id == famiglia.famiglia.id)
        .ok_or(Rifiuto::NonTrovato("Avviso"))?;
    let causale = riga.causale()?;
    let avviso = completi(ctx, ctx.db(), vec![riga]).await?.remove(0);
    if avviso.stato != StatoAvviso::DaPagare {
        return Err(Errore::AvvisoNonPagabile(avviso.numero));
    }
    let tutore = persona_con_id(ctx.db(), famiglia.famiglia.tutore_id).await?;
    Ok(DaStampare {
        numero: NumeroAvviso::parse(&avviso.numero).map_err(InternalError::new)?,
        importo: Dovuto::new(avviso.importo).map_err(InternalError::new)?,
        scadenza: avviso.scadenza,
        causale,
        destinatario: format!("{} {}", tutore.nome, tutore.cognome),
        codice_fiscale: tutore
            .codice_fiscale
            .map_or(tutore.codice_persona, |c| c.as_str().to_owned()),
        indirizzo: tutore.indirizzo,
    })
}

async fn famiglia_dell_avviso(
    ctx: &Ctx,
    riga: Option<&Model>,
) -> Result<FamigliaAutorizzata, Errore> {
    if ctx.tutto_il_comune(LEGGI_CONTI).is_ok() {
        let riga = riga.ok_or(Rifiuto::NonTrovato("Avviso"))?;
        return Ok(famiglia_autorizzata(ctx, LEGGI_CONTI, riga.famiglia_id).await?);
    }
    ctx.require(CONTO_FAMIGLIA)?;
    Ok(famiglia_pagante(ctx).await?)
}
