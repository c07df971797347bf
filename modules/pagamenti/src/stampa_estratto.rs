//! What a printed statement of an account says.

use campanella_anagrafe::FamigliaId;
use campanella_kernel::{Ctx, Giorno, Rifiuto, Servizio};

use crate::debitore::{Debitore, debitore, di_chi_paga, di_chi_stampa};
use crate::errore::Errore;
use crate::movimenti::{Periodo, QualeConto, del_periodo};
use crate::permessi::LEGGI_CONTI;

/// An account over some days, and whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EstrattoDaStampare {
    /// The service.
    pub servizio: Servizio,
    /// Which account of it.
    pub quale: QualeConto,
    /// First and last day.
    pub giorni: (Giorno, Giorno),
    /// What moved.
    pub periodo: Periodo,
    /// Whose it is.
    pub debitore: Debitore,
}

/// What is printed of an account from the first to the last of `giorni`: of the family of whoever
/// asks; of `famiglia` for an office that sees accounts.
///
/// # Errors
/// [`Errore::NonPrepagato`]; [`Rifiuto::NonTrovato`] for a family that names another one; an office
/// that does not say whose; days in the wrong order, or with too many movements.
pub async fn estratto_da_stampare(
    ctx: &Ctx,
    famiglia: Option<FamigliaId>,
    (servizio, quale): (Servizio, QualeConto),
    giorni: (Giorno, Giorno),
) -> Result<EstrattoDaStampare, Errore> {
    let sua = match famiglia {
        Some(_) => di_chi_stampa(ctx, famiglia, "Famiglia").await?,
        None if ctx.tutto_il_comune(LEGGI_CONTI).is_ok() => {
            return Err(Rifiuto::dato("famiglia", "indicare di quale famiglia").into());
        }
        None => di_chi_paga(ctx).await?,
    };
    Ok(EstrattoDaStampare {
        servizio,
        quale,
        giorni,
        periodo: del_periodo(ctx, &sua, (servizio, quale), giorni).await?,
        debitore: debitore(ctx, &sua).await?,
    })
}
