//! The bills of November, as an office asks for them: a preview, then the confirmation. The jobs'
//! own functions do it, lot after lot.

use anyhow::Result;
use campanella_kernel::Servizio;
use campanella_pagamenti::{
    RichiestaEmissione, conferma_emissione, prepara_emissione, un_lotto_di_emissione,
};

use super::comune::{ComuneDiMisura, novembre};

/// Issues them.
pub async fn emetti(comune: &ComuneDiMisura) -> Result<()> {
    let ctx = comune.ufficio();
    let richiesta = RichiestaEmissione {
        servizio: Servizio::Refezione,
        descrizione: "Novembre 2026".into(),
        dal: novembre(1)?,
        al: novembre(30)?,
        con_quota: false,
        plessi: Default::default(),
        scadenze: vec![novembre(30)?.dopo(30)],
    };
    let id = prepara_emissione(&ctx, richiesta).await?;
    while un_lotto_di_emissione(&ctx, id).await? {}
    conferma_emissione(&ctx, id).await?;
    while un_lotto_di_emissione(&ctx, id).await? {}
    Ok(())
}
