//! How an envelope reaches the station.

use async_trait::async_trait;
use campanella_pagopa::cliente::{Collegamento, ErroreServizio};
use campanella_pagopa::{Primitiva, Stazione, rispondi};

/// Carries envelopes to a station.
#[async_trait]
pub trait Trasporto: Send + Sync {
    /// Carries one, and gives the envelope that the station answers.
    ///
    /// # Errors
    /// When the station is not reached, or answers with a SOAP fault.
    async fn chiama(&self, primitiva: Primitiva, busta: Vec<u8>)
    -> Result<Vec<u8>, ErroreServizio>;
}

/// Over HTTP, as the node does.
#[async_trait]
impl Trasporto for Collegamento {
    async fn chiama(
        &self,
        primitiva: Primitiva,
        busta: Vec<u8>,
    ) -> Result<Vec<u8>, ErroreServizio> {
        self.soap(primitiva, busta).await
    }
}

/// To a station of this process: for tests of many thousand calls.
pub struct InProcesso<S>(pub S);

#[async_trait]
impl<S: Stazione> Trasporto for InProcesso<S> {
    async fn chiama(
        &self,
        primitiva: Primitiva,
        busta: Vec<u8>,
    ) -> Result<Vec<u8>, ErroreServizio> {
        let risposta = rispondi(&self.0, primitiva.azione(), &busta).await;
        if risposta.stato == 200 {
            return Ok(risposta.corpo);
        }
        Err(ErroreServizio::Rifiuto {
            stato: risposta.stato,
            dettaglio: String::from_utf8_lossy(&risposta.corpo).into_owned(),
        })
    }
}
