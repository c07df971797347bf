//! The jobs of this module.

use std::sync::Arc;

use campanella_kernel::consumi::{CONSUMI_REGISTRATI, ConsumiRegistrati};
use campanella_kernel::eventi::Ascolto;
use campanella_kernel::jobs::{JobHandler, NewJob, enqueue, waiting};
use campanella_kernel::{AnnoScolastico, Ctx, InternalError, Istante, Servizio};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr};
use serde::{Deserialize, Serialize};

use crate::addebita::addebita_arretrati;
use crate::documenti::{Prepara, Scarta};
use crate::emissione::lavoro::Emetti;
use crate::morosita::Sollecita;
use crate::pagopa::rendicontazione::Rendiconta;
use crate::registra_consumi::registra_consumi;
use crate::riporta::riporta;

/// Kind of the job that takes consumptions in.
pub(crate) const CONSUMI: &str = "pagamenti.consumi";
/// Kind of the job that charges what was consumed before the comune said how it is paid.
pub(crate) const ADDEBITA: &str = "pagamenti.addebita";
/// Kind of the job that carries credit over to the account of another school year.
pub(crate) const RIPORTA: &str = "pagamenti.riporta";

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

/// The jobs of a kind that wait, or are being done.
pub(crate) struct InAttesa(Vec<String>);

impl InAttesa {
    /// Those of `tipo`.
    pub(crate) async fn di(db: &impl ConnectionTrait, tipo: &str) -> Result<Self, DbErr> {
        Ok(Self(waiting(db, tipo).await?))
    }

    /// Whether there is none of the work whose keys begin with `prefisso`: it was given up.
    pub(crate) fn manca(&self, prefisso: &str) -> bool {
        !self.0.iter().any(|chiave| chiave.starts_with(prefisso))
    }
}

/// Goes on with long work whose job was given up: each time that a server dies during a job counts
/// as a try. `prefisso` begins the keys of its jobs. False when it goes on by itself.
///
/// # Errors
/// When the store fails.
pub(crate) async fn riprendi(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    prefisso: &str,
    prossimo: NewJob<'_>,
) -> Result<bool, InternalError> {
    if !InAttesa::di(tx, prossimo.tipo).await?.manca(prefisso) {
        return Ok(false);
    }
    // The key of the one that was given up is taken.
    let chiave = format!("{}:ripresa:{}", prossimo.chiave, ctx.now());
    Ok(enqueue(ctx, tx, NewJob { chiave, ..prossimo }).await?)
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

/// A service in a school year, whose way of being paid was said.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct DaAddebitare {
    pub(crate) servizio: Servizio,
    pub(crate) anno: AnnoScolastico,
}

impl DaAddebitare {
    /// Asks for a job of `tipo` about it, once for each `chiave`.
    pub(crate) async fn chiedi(
        &self,
        ctx: &Ctx,
        tx: &DatabaseTransaction,
        (tipo, chiave): (&'static str, String),
        da_eseguire: Istante,
    ) -> Result<(), InternalError> {
        let lavoro = NewJob {
            tipo,
            chiave: format!("{tipo}:{chiave}"),
            contenuto: serde_json::to_value(self)?,
            da_eseguire,
        };
        enqueue(ctx, tx, lavoro).await?;
        Ok(())
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
