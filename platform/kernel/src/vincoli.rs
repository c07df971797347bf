//! What keeps a family from choosing something that it would have to pay: asked by whoever takes
//! bookings and enrolments, answered by whoever keeps accounts. Neither knows the other.

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

/// One that may object: to what it does not answer for, it does not.
#[async_trait::async_trait]
pub trait Vincolo: Send + Sync {
    /// Why the family with the key `famiglia` may not choose to consume `servizio` on `giorno`.
    async fn impedimento(
        &self,
        _ctx: &Ctx,
        _servizio: Servizio,
        _famiglia: i64,
        _giorno: Giorno,
    ) -> Result<Option<Impedimento>, InternalError> {
        Ok(None)
    }

    /// Why no child of the family with the key `famiglia` may be enrolled anew.
    async fn impedimento_a_iscrivere(
        &self,
        _ctx: &Ctx,
        _famiglia: i64,
    ) -> Result<Option<Impedimento>, InternalError> {
        Ok(None)
    }
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

    /// Those of the modules that the comune has.
    fn di(&self, ctx: &Ctx) -> impl Iterator<Item = &Arc<dyn Vincolo>> {
        let ha = |modulo: &&str| ctx.comune().moduli.contains(*modulo);
        let suoi = self.0.iter().filter(move |(modulo, _)| ha(modulo));
        suoi.map(|(_, vincolo)| vincolo)
    }

    /// The first objection to a new enrolment, if there is one.
    ///
    /// # Errors
    /// When one of them fails.
    pub async fn impedimento_a_iscrivere(
        &self,
        ctx: &Ctx,
        famiglia: i64,
    ) -> Result<Option<Impedimento>, InternalError> {
        for vincolo in self.di(ctx) {
            let trovato = vincolo.impedimento_a_iscrivere(ctx, famiglia).await?;
            if trovato.is_some() {
                return Ok(trovato);
            }
        }
        Ok(None)
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
        for vincolo in self.di(ctx) {
            let trovato = vincolo.impedimento(ctx, servizio, famiglia, giorno).await?;
            if trovato.is_some() {
                return Ok(trovato);
            }
        }
        Ok(None)
    }
}
