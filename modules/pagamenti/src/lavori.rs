//! The jobs of this module.

use std::sync::Arc;

use campanella_kernel::consumi::{CONSUMI_REGISTRATI, ConsumiRegistrati};
use campanella_kernel::eventi::Ascolto;
use campanella_kernel::jobs::JobHandler;
use campanella_kernel::{Ctx, InternalError};
use serde::Deserialize;

use crate::addebita::addebita_arretrati;
use crate::da_addebitare::{ADDEBITA, DaAddebitare, RIPORTA};
use crate::documenti::{Prepara, Scarta};
use crate::emissione::lavoro::Emetti;
use crate::morosita::Sollecita;
use crate::pagopa::rendicontazione::Rendiconta;
use crate::registra_consumi::registra_consumi;
use crate::riporta::riporta;

/// Kind of the job that takes consumptions in.
pub(crate) const CONSUMI: &str = "pagamenti.consumi";

/// What this module listens to.
pub(crate) const ASCOLTA: &[Ascolto] = &[Ascolto {
    evento: CONSUMI_REGISTRATI,
    lavoro: CONSUMI,
}];

/// All of them.
pub(crate) fn tutti() -> Vec<Arc<dyn JobHandler>> {
    vec![
        Arc::new(Consumi),
        Arc::new(Addebita),
        Arc::new(Riporta),
        Arc::new(Emetti),
        Arc::new(Rendiconta),
        Arc::new(Sollecita),
        Arc::new(Prepara),
        Arc::new(Scarta),
    ]
}

struct Consumi;

#[async_trait::async_trait]
impl JobHandler for Consumi {
    fn tipo(&self) -> &'static str {
        CONSUMI
    }

    fn ogni_giorno(&self) -> Option<(u32, u32)> {
        None
    }

    async fn run(&self, ctx: &Ctx, contenuto: &serde_json::Value) -> Result<(), InternalError> {
        let evento = ConsumiRegistrati::deserialize(contenuto)?;
        Ok(registra_consumi(ctx, &evento).await?)
    }
}

struct Addebita;

#[async_trait::async_trait]
impl JobHandler for Addebita {
    fn tipo(&self) -> &'static str {
        ADDEBITA
    }

    fn ogni_giorno(&self) -> Option<(u32, u32)> {
        None
    }

    async fn run(&self, ctx: &Ctx, contenuto: &serde_json::Value) -> Result<(), InternalError> {
        let DaAddebitare { servizio, anno } = DaAddebitare::deserialize(contenuto)?;
        while addebita_arretrati(ctx, servizio, anno).await? {}
        Ok(())
    }
}

struct Riporta;

#[async_trait::async_trait]
impl JobHandler for Riporta {
    fn tipo(&self) -> &'static str {
        RIPORTA
    }

    fn ogni_giorno(&self) -> Option<(u32, u32)> {
        None
    }

    async fn run(&self, ctx: &Ctx, contenuto: &serde_json::Value) -> Result<(), InternalError> {
        let DaAddebitare { servizio, anno } = DaAddebitare::deserialize(contenuto)?;
        Ok(riporta(ctx, servizio, anno).await?)
    }
}
