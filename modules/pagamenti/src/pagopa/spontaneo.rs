//! A top-up at a counter without a notice (`paDemandPaymentNotice`): the payer says whose account
//! and how much, and a notice is made for it.

use campanella_anagrafe::famiglia_del_codice_fiscale;
use campanella_kernel::{Ctx, DomainError, InternalError, Servizio};
use campanella_pagopa::{CodiceFault, DatiRicarica, Diniego, NumeroAvviso, RichiestaAvviso};

use super::avvisa::{Richiedente, chiedi_ricarica};
use crate::entities::collegamento_pagopa;
use crate::errore::Errore;
use crate::permessi::SCRIVI_CONTI;

/// Makes the notice: the one that is open for the same account and amount, if there is one.
///
/// # Errors
/// [`CodiceFault::Semantica`] for a comune that is not in the catalogue under those names, data that
/// cannot be read, a code of nobody whom the comune knows, a service that is not prepaid.
pub(super) async fn avviso_spontaneo(
    ctx: &Ctx,
    collegamento: &collegamento_pagopa::Model,
    richiesta: &RichiestaAvviso,
) -> Result<NumeroAvviso, Diniego> {
    let offerto = (
        collegamento.servizio_catalogo.as_deref(),
        collegamento.soggetto_catalogo.as_deref(),
    );
    let chiesto = (richiesta.servizio.as_str(), richiesta.soggetto.as_str());
    if offerto != (Some(chiesto.0), Some(chiesto.1)) {
        return Err(non_si_puo(
            "il servizio non è offerto: usare il numero di un avviso",
        ));
    }
    let dati = DatiRicarica::leggi(&richiesta.dati).map_err(|e| non_si_puo(&e.to_string()))?;
    let famiglia = famiglia_del_codice_fiscale(ctx, SCRIVI_CONTI, &dati.codice_fiscale).await;
    let famiglia = famiglia
        .map_err(Errore::from)?
        // Whoever tries codes learns nothing but this.
        .ok_or_else(|| non_si_puo("nessun conto corrisponde ai dati indicati"))?;
    let ricarica = (Servizio::Refezione, dati.importo.importo());
    match chiedi_ricarica(ctx, &famiglia, ricarica, Richiedente::Sportello).await {
        Ok(avviso) => Ok(NumeroAvviso::parse(&avviso.numero).map_err(InternalError::new)?),
        Err(errore) if errore.internal().is_none() => Err(non_si_puo(&errore.to_string())),
        Err(errore) => Err(errore.into()),
    }
}

fn non_si_puo(perche: &str) -> Diniego {
    Diniego::spiegato(CodiceFault::Semantica, perche)
}
