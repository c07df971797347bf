//! Paying online: notices of a family in one cart of Checkout.

use std::sync::Arc;

use campanella_anagrafe::FamigliaAutorizzata;
use campanella_kernel::{Ctx, InternalError, Rifiuto};
use campanella_pagopa::cliente::{Carrello, Collegamento, Ritorni, VoceCarrello, indirizzo};
use campanella_pagopa::{CodiceAvviso, CodiceFiscaleEnte, CodiceQr, Dovuto, Testo};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::avvisi::{Avviso, StatoAvviso, completi};
use super::collegamento::richiesto;
use super::per_stazione::PerStazione;
use crate::AvvisoId;
use crate::entities::avviso_pagamento::{Column, Entity};
use crate::errore::Errore;

/// The page of pagoPA on which people pay, and how its visitors reach us.
#[derive(Debug, Clone, Default)]
pub struct Checkout {
    /// The service, where the vendor has it configured.
    pub servizio: Option<Arc<Collegamento>>,
    /// Whether portals are reached without TLS: in development.
    pub senza_tls: bool,
}

/// The address of the page on which `quali` of `famiglia`, one to five, are paid at once. From it
/// people come back to the portal.
///
/// # Errors
/// [`Errore::SenzaPagopa`], [`Errore::AvvisoNonPagabile`], [`Errore::Carrello`],
/// [`Errore::CheckoutNonRisponde`].
pub async fn paga_online(
    ctx: &Ctx,
    famiglia: &FamigliaAutorizzata,
    quali: &[AvvisoId],
) -> Result<String, Errore> {
    let voci = voci(ctx, famiglia, quali).await?;
    let stazione = richiesto(ctx.db()).await?.stazione;
    let checkout = ctx.service::<PerStazione<Checkout>>()?.di(&stazione);
    let Some(servizio) = &checkout.servizio else {
        return Err(Errore::SenzaPagopa);
    };
    let carrello = Carrello::new(voci, ritorni(ctx, checkout.senza_tls)?)
        .map_err(|e| Errore::Carrello(e.to_string()))?;
    let pagina = carrello.apri(servizio).await.map_err(|errore| {
        tracing::warn!(%errore, "Checkout did not open a cart");
        Errore::CheckoutNonRisponde
    })?;
    Ok(pagina.to_string())
}

async fn voci(
    ctx: &Ctx,
    famiglia: &FamigliaAutorizzata,
    quali: &[AvvisoId],
) -> Result<Vec<VoceCarrello>, Errore> {
    let righe = Entity::find()
        .filter(Column::Id.is_in(quali.iter().copied()))
        .filter(Column::FamigliaId.eq(famiglia.famiglia.id))
        .all(ctx.db())
        .await?;
    let avvisi = completi(ctx, ctx.db(), righe).await?;
    quali
        .iter()
        .map(|id| {
            let avviso = avvisi.iter().find(|a| a.id == *id);
            voce(ctx, avviso.ok_or(Rifiuto::NonTrovato("Avviso"))?)
        })
        .collect()
}

fn voce(ctx: &Ctx, avviso: &Avviso) -> Result<VoceCarrello, Errore> {
    if avviso.stato != StatoAvviso::DaPagare {
        return Err(Errore::AvvisoNonPagabile(avviso.numero.clone()));
    }
    let comune = &ctx.comune().impostazioni;
    Ok(VoceCarrello {
        qr: CodiceQr {
            ente: CodiceFiscaleEnte::parse(&comune.codice_fiscale).map_err(InternalError::new)?,
            avviso: CodiceAvviso::parse(&avviso.numero).map_err(InternalError::new)?,
        },
        importo: Dovuto::new(avviso.importo).map_err(InternalError::new)?,
        denominazione: Testo::tronca(&comune.nome).map_err(InternalError::new)?,
        causale: Testo::tronca(&avviso.causale).map_err(InternalError::new)?,
    })
}

/// Where people come back to: the portal by the name by which they reached it.
fn ritorni(ctx: &Ctx, senza_tls: bool) -> Result<Ritorni, Errore> {
    let host = ctx.client().host.as_deref();
    let host = host.ok_or_else(|| InternalError::new("nobody comes from a browser"))?;
    let schema = if senza_tls { "http" } else { "https" };
    let esito = |esito: &str| {
        indirizzo(&format!("{schema}://{host}/pagamenti/esito/{esito}"))
            .ok_or_else(|| InternalError::new("the host makes no address"))
    };
    Ok(Ritorni {
        pagato: esito("pagato")?,
        annullato: esito("annullato")?,
        errore: esito("errore")?,
        attesa: Some(esito("attesa")?),
    })
}
