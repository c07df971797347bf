//! What keeps a family from choosing something that it would have to pay: asked by whoever takes
//! bookings, answered by whoever keeps accounts. Neither knows the other.

use std::sync::Arc;

use crate::{Ctx, Giorno, InternalError, Servizio};

/// Why a family may not choose it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Impedimento {
    /// Stable code.
    pub codice: &'static str,
    /// A sentence in Italian, that says what to do.
    pub perche: String,
}

/// One that may object.
#[async_trait::async_trait]
pub trait Vincolo: Send + Sync {
    /// Why the family with the key `famiglia` may not choose to consume `servizio` on `giorno`.
    async fn impedimento(
        &self,
        ctx: &Ctx,
        servizio: Servizio,
        famiglia: i64,
        giorno: Giorno,
    ) -> Result<Option<Impedimento>, InternalError>;
}

/// Those that may object: a service of the platform, put together once.
#[derive(Clone, Default)]
pub struct Vincoli(Vec<(&'static str, Arc<dyn Vincolo>)>);

impl Vincoli {
    /// Adds that of `modulo`, which objects where the module is enabled.
    #[must_use]
    pub fn con(mut self, modulo: &'static str, vincolo: Arc<dyn Vincolo>) -> Self {
        self.0.push((modulo, vincolo));
        self
    }

    /// The first objection, if there is one.
    ///
    /// # Errors
    /// When one of them fails.
    pub async fn impedimento(
        &self,
        ctx: &Ctx,
        servizio: Servizio,
        famiglia: i64,
        giorno: Giorno,
    ) -> Result<Option<Impedimento>, InternalError> {
        for (modulo, vincolo) in &self.0 {
            if !ctx.comune().moduli.contains(*modulo) {
                continue;
            }
            let trovato = vincolo.impedimento(ctx, servizio, famiglia, giorno).await?;
            if trovato.is_some() {
                return Ok(trovato);
            }
        }
        Ok(None)
    }
}
