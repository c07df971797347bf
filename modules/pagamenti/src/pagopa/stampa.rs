//! What printed notices and receipts say.

use campanella_anagrafe::FamigliaId;
use campanella_kernel::{Ctx, Giorno, Importo, InternalError, Rifiuto};
use campanella_ledger::riga_scrittura;
use campanella_pagopa::{Causale, Dovuto, NumeroAvviso, Testo};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::avvisi::{StatoAvviso, completi};
use crate::debitore::{Debitore, debitore, di_chi_stampa};
use crate::entities::{avviso_pagamento, incasso, ricevuta_pagopa};
use crate::errore::Errore;
use crate::{AvvisoId, IncassoId};

/// A notice that can be paid, and to whom it goes.
#[derive(Debug, Clone)]
pub struct DaStampare {
    /// Whose it is.
    pub famiglia: FamigliaId,
    /// Its number.
    pub numero: NumeroAvviso,
    /// How much is due now.
    pub importo: Dovuto,
    /// Last day to pay it.
    pub scadenza: Giorno,
    /// What for.
    pub causale: Causale,
    /// To whom it goes.
    pub debitore: Debitore,
}

/// What is printed of a notice, for its family or an office that sees accounts.
///
/// # Errors
/// [`Errore::AvvisoNonPagabile`]; [`Rifiuto::NonTrovato`], also of another family's.
pub async fn da_stampare(ctx: &Ctx, id: AvvisoId) -> Result<DaStampare, Errore> {
    let riga = avviso_pagamento::Entity::find_by_id(id)
        .one(ctx.db())
        .await?;
    let sua = riga.as_ref().map(|r| r.famiglia_id);
    let famiglia = di_chi_stampa(ctx, sua, "Avviso").await?;
    let riga = riga.ok_or(Rifiuto::NonTrovato("Avviso"))?;
    let causale = riga.causale()?;
    let avviso = completi(ctx, ctx.db(), vec![riga]).await?.remove(0);
    if avviso.stato != StatoAvviso::DaPagare {
        return Err(Errore::AvvisoNonPagabile(avviso.numero));
    }
    Ok(DaStampare {
        famiglia: famiglia.famiglia.id,
        numero: NumeroAvviso::parse(&avviso.numero).map_err(InternalError::new)?,
        importo: Dovuto::new(avviso.importo).map_err(InternalError::new)?,
        scadenza: avviso.scadenza,
        causale,
        debitore: debitore(ctx, &famiglia).await?,
    })
}

/// A payment that came by pagoPA.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RicevutaDaStampare {
    /// Whose it is.
    pub famiglia: FamigliaId,
    /// The id of the receipt at the node (IUR).
    pub id: Testo<255>,
    /// The number of the notice that was paid.
    pub numero: NumeroAvviso,
    /// The day of the payment.
    pub giorno: Giorno,
    /// How much.
    pub importo: Importo,
    /// What for.
    pub descrizione: String,
    /// Who took the money.
    pub prestatore: String,
    /// With what it was paid, in words, where that is known.
    pub metodo: Option<&'static str>,
    /// Who owed it.
    pub debitore: Debitore,
}

/// What is printed of a payment, for its family or an office that sees accounts.
///
/// # Errors
/// [`Errore::SenzaRicevuta`] for a payment that did not come by pagoPA, or on a notice that is none
/// of ours; [`Rifiuto::NonTrovato`], also of another family's.
pub async fn ricevuta_da_stampare(ctx: &Ctx, id: IncassoId) -> Result<RicevutaDaStampare, Errore> {
    let incasso = incasso::Entity::find_by_id(id).one(ctx.db()).await?;
    let non_trovato = || Rifiuto::NonTrovato("Pagamento");
    let sua = incasso.as_ref().map(|i| i.famiglia_id);
    let famiglia = di_chi_stampa(ctx, sua, "Pagamento").await?;
    let incasso = incasso.ok_or_else(non_trovato)?;
    let ricevuta = ricevuta_pagopa::Entity::find()
        .filter(ricevuta_pagopa::Column::IncassoId.eq(id))
        .one(ctx.db())
        .await?
        .ok_or(Errore::SenzaRicevuta)?;
    let numero = NumeroAvviso::parse(&ricevuta.numero).map_err(|_| Errore::SenzaRicevuta)?;
    let scrittura = riga_scrittura::Entity::find_by_id(incasso.scrittura_id)
        .one(ctx.db())
        .await?
        .ok_or_else(non_trovato)?;
    Ok(RicevutaDaStampare {
        famiglia: famiglia.famiglia.id,
        id: Testo::new(&ricevuta.ricevuta).map_err(InternalError::new)?,
        numero,
        giorno: ricevuta.giorno,
        importo: incasso.importo,
        descrizione: format!("{}. {}", incasso.servizio, scrittura.descrizione),
        prestatore: ricevuta.prestatore,
        metodo: ricevuta.metodo.as_deref().and_then(metodo),
        debitore: debitore(ctx, &famiglia).await?,
    })
}

/// The `paymentMethod` of a receipt in words, of those that pagoPA names.
fn metodo(codice: &str) -> Option<&'static str> {
    match codice {
        "creditCard" => Some("carta di pagamento"),
        "bancomat" => Some("carta di debito"),
        "cash" => Some("contanti"),
        _ => None,
    }
}
